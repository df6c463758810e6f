package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The waits of this process for leases of other processes: one {@link LeaseWait} per lease, however many callers wait.
 * Safe for use by many threads.
 *
 * <p>Sharing a wait is safe for every caller to whom the store has shown the lease: whatever ends the lease comes later
 * than that, so a look after the end is later than the caller's start.
 */
final class LeaseWaits {

    /** How long an end is remembered for callers whose answer from the store travels slower than the message. */
    private static final Duration MEMORY = Duration.ofSeconds(5);

    private final CachePorts ports;
    private final ConcurrentMap<Token, LeaseWait> waits;
    private final ConcurrentMap<Token, LeaseEnd> early;

    LeaseWaits(CachePorts ports) {
        this(ports, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        ports.entries().onLeaseEnd(this::ended);
    }

    /** Is told of ends by hand. The maps are given so that tests can break one of their rules and must notice. */
    LeaseWaits(CachePorts ports, ConcurrentMap<Token, LeaseWait> waits, ConcurrentMap<Token, LeaseEnd> early) {
        this.ports = ports;
        this.waits = waits;
        this.early = early;
    }

    /** Joins or begins the wait for a lease that the store has just shown. */
    LeaseWait on(EntryKey key, Token holder, Duration remaining) {
        LeaseWait mine = new LeaseWait(key, holder, ports);
        LeaseWait first = waits.putIfAbsent(holder, mine);
        if (first != null) {
            return first;
        }
        mine.outcome().whenComplete((end, failure) -> forgetLater(() -> waits.remove(holder, mine)));
        mine.begin(remaining);
        LeaseEnd missed = early.remove(holder);
        if (missed != null) {
            mine.wake(missed.reason());
        }
        return mine;
    }

    void ended(LeaseEnd end) {
        LeaseWait wait = waits.get(end.token());
        if (wait == null) {
            early.put(end.token(), end);
            forgetLater(() -> early.remove(end.token(), end));
            // between the look and the note a wait may have begun that has seen neither
            wait = waits.get(end.token());
        }
        if (wait != null) {
            wait.wake(end.reason());
        }
    }

    private void forgetLater(Runnable forget) {
        ports.scheduler().after(MEMORY, forget);
    }
}
