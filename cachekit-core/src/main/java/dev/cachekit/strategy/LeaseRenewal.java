package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Scheduler.Timer;
import dev.cachekit.spi.Token;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Extends a lease while its loader runs, every third of its duration. It stops when told so, when the lease is lost, or
 * after ten minutes: a loader that hangs for longer must not keep others waiting.
 */
final class LeaseRenewal {

    private static final Duration LONGEST_LOAD = Duration.ofMinutes(10);

    private final CachePorts ports;
    private final EntryKey key;
    private final Token token;
    private final Duration lease;
    private final long endNanos;
    private volatile boolean stopped;
    private volatile @Nullable Timer timer;

    private LeaseRenewal(CachePorts ports, EntryKey key, Token token, Duration lease) {
        this.ports = ports;
        this.key = key;
        this.token = token;
        this.lease = lease;
        this.endNanos = ports.scheduler().nanoTime() + LONGEST_LOAD.toNanos();
    }

    static LeaseRenewal start(CachePorts ports, EntryKey key, Token token, Duration lease) {
        LeaseRenewal renewal = new LeaseRenewal(ports, key, token, lease);
        renewal.schedule();
        return renewal;
    }

    void stop() {
        stopped = true;
        Timer pending = timer;
        if (pending != null) {
            pending.cancel();
        }
    }

    private void schedule() {
        if (!stopped && ports.scheduler().nanoTime() - endNanos < 0) {
            timer = ports.scheduler().after(lease.dividedBy(3), this::extend);
        }
    }

    private void extend() {
        if (stopped) {
            return;
        }
        // first, so that a request without an answer does not end the renewal
        schedule();
        ports.entries().extend(key, token, lease).thenAccept(held -> {
            if (!held) {
                stop();
            }
        });
    }
}
