package dev.cachekit.recovery;

import dev.cachekit.recovery.Removal.Clear;
import dev.cachekit.recovery.Removal.OfCache;
import dev.cachekit.recovery.Removal.Pattern;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Removals of parts of caches that the store has not acknowledged. Each is sent again by itself, so one that needs a dead
 * primary delays no other. Safe for use by many threads.
 */
final class PendingCaches {

    /** So many a cache may have; beyond it, emptying the cache takes their place. */
    static final int LIMIT_PER_CACHE = 100;

    private final EntryStore store;
    private final Scheduler scheduler;
    private final AtomicInteger total;
    private final Runnable onChange;
    private final BooleanSupplier isStopped;
    private final ConcurrentMap<OfCache, Waiting> waiting = new ConcurrentHashMap<>();

    PendingCaches(
            EntryStore store, Scheduler scheduler, AtomicInteger total, Runnable onChange, BooleanSupplier isStopped) {
        this.store = store;
        this.scheduler = scheduler;
        this.total = total;
        this.onChange = onChange;
        this.isStopped = isStopped;
    }

    boolean covers(CacheSpace space) {
        return waiting.keySet().stream().anyMatch(removal -> removal.space().equals(space));
    }

    Set<OfCache> all() {
        return Set.copyOf(waiting.keySet());
    }

    void add(OfCache removal, long call, Duration delay) {
        if (!(removal instanceof Clear) && isAtLimit(removal.space())) {
            add(new Clear(removal.space()), call, delay);
            return;
        }
        waiting.compute(removal, (same, before) -> called(removal, before, call))
                .retry
                .begin(delay);
        if (removal instanceof Clear) {
            forgetParts(removal.space(), call);
        }
    }

    /** The store has acknowledged what was sent in a call, unless a later call wants it sent again. */
    void acknowledged(OfCache removal, long call) {
        waiting.computeIfPresent(removal, (same, mine) -> {
            if (mine.call > call) {
                return mine;
            }
            total.decrementAndGet();
            return null;
        });
        onChange.run();
    }

    private Waiting called(OfCache removal, @Nullable Waiting before, long call) {
        if (before == null) {
            total.incrementAndGet();
        }
        Waiting mine = before == null ? new Waiting(removal) : before;
        mine.call = Math.max(mine.call, call);
        return mine;
    }

    private boolean isAtLimit(CacheSpace space) {
        return waiting.size() >= LIMIT_PER_CACHE
                && waiting.keySet().stream()
                                .filter(removal -> removal.space().equals(space))
                                .count()
                        >= LIMIT_PER_CACHE;
    }

    /** Emptying a cache does what the removals of its parts would have done that came before. */
    private void forgetParts(CacheSpace space, long call) {
        for (OfCache removal : waiting.keySet()) {
            if (!(removal instanceof Clear) && removal.space().equals(space)) {
                acknowledged(removal, call);
            }
        }
    }

    /** One removal with its own rhythm. */
    private final class Waiting {

        private final OfCache removal;
        private final Retry retry;
        private volatile long call;

        Waiting(OfCache removal) {
            this.removal = removal;
            Duration limit = removal instanceof Pattern ? Pattern.LONGEST_SCAN : Retry.LONGEST_CALL;
            this.retry = new Retry(
                    scheduler, limit, this::send, () -> isStopped.getAsBoolean() || waiting.get(removal) != this);
        }

        private CompletionStage<Void> send() {
            long sent = call;
            return removal.send(store).thenRun(() -> acknowledged(removal, sent));
        }
    }
}
