package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Scheduler.Timer;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Extends the leases of one load while it runs, every third of their duration, all together. A lease is left out when it is at
 * its end or lost; after ten minutes all are: a loader that hangs for longer must not keep others waiting.
 */
final class LeaseRenewal {

    private static final Duration LONGEST_LOAD = Duration.ofMinutes(10);

    private final CachePorts ports;
    private final ConcurrentMap<EntryKey, Token> leases;
    private final Duration lease;
    private final Duration pause;
    private final long endNanos;
    private volatile @Nullable Timer timer;

    private LeaseRenewal(CachePorts ports, Map<EntryKey, Token> leases, Duration lease) {
        this.ports = ports;
        this.leases = new ConcurrentHashMap<>(leases);
        this.lease = lease;
        this.pause = Duration.ofNanos(Stages.saturatedNanos(lease) / 3);
        this.endNanos = ports.scheduler().nanoTime() + LONGEST_LOAD.toNanos();
    }

    /** Begins for leases that were granted for the same time. */
    static LeaseRenewal start(CachePorts ports, Map<EntryKey, Token> leases, Duration lease) {
        LeaseRenewal renewal = new LeaseRenewal(ports, leases, lease);
        renewal.schedule();
        return renewal;
    }

    /** The lease of a key is not extended any more. */
    void stop(EntryKey key) {
        leases.remove(key);
        Timer pending = timer;
        if (leases.isEmpty() && pending != null) {
            pending.cancel();
        }
    }

    private void schedule() {
        if (!leases.isEmpty() && ports.scheduler().nanoTime() - endNanos < 0) {
            timer = ports.scheduler().after(pause, this::extend);
        }
    }

    private void extend() {
        Map<EntryKey, Token> held = Map.copyOf(leases);
        if (held.isEmpty()) {
            return;
        }
        // first, so that a request without an answer does not end the renewal
        schedule();
        ports.together(
                held.keySet(),
                way -> held.entrySet().stream()
                        .map(one -> extend(way, one.getKey(), one.getValue()))
                        .toList());
    }

    private CompletionStage<Void> extend(EntryStore way, EntryKey key, Token token) {
        return Stages.begun(() -> way.extend(key, token, lease)).thenAccept(stands -> {
            if (!stands) {
                stop(key);
            }
        });
    }
}
