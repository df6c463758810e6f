package dev.cachekit.lock;

import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockRelease;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Token;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Wakes those of this process who wait for locks, by one subscription for all. Safe for use by many threads. */
final class Wakeups {

    private final LockStore store;
    private final AtomicBoolean listening = new AtomicBoolean();
    private final ConcurrentMap<LockKey, Map<Token, Sleeper>> sleepers = new ConcurrentHashMap<>();

    Wakeups(LockStore store) {
        this.store = store;
    }

    /** One who waits. A message that comes after {@link #listen} is not missed, also if it comes before the wait. */
    static final class Sleeper {

        private volatile CompletableFuture<Void> message = new CompletableFuture<>();

        /** Returns what the next message completes. */
        CompletableFuture<Void> listen() {
            CompletableFuture<Void> next = new CompletableFuture<>();
            message = next;
            return next;
        }
    }

    Sleeper add(LockKey key, Token acquisition) {
        if (listening.compareAndSet(false, true)) {
            store.onRelease(this::released);
        }
        Sleeper sleeper = new Sleeper();
        sleepers.compute(key, (same, all) -> {
            Map<Token, Sleeper> ofKey = all == null ? new ConcurrentHashMap<>() : all;
            ofKey.put(acquisition, sleeper);
            return ofKey;
        });
        return sleeper;
    }

    void remove(LockKey key, Token acquisition) {
        sleepers.computeIfPresent(key, (same, all) -> {
            all.remove(acquisition);
            return all.isEmpty() ? null : all;
        });
    }

    private void released(LockRelease release) {
        Map<Token, Sleeper> ofKey = sleepers.getOrDefault(release.key(), Map.of());
        ofKey.forEach((acquisition, sleeper) -> {
            if (release.next().isEmpty() || release.next().contains(acquisition)) {
                sleeper.message.complete(null);
            }
        });
    }
}
