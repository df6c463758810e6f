package dev.cachekit.lock;

import dev.cachekit.lock.KeyCall.Patience;
import dev.cachekit.lock.Turns.Turn;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one store, and those of this process who want them. Safe for use by many threads.
 *
 * @param ports the store
 * @param turns who may ask
 * @param places who of those may ask whose order the store keeps
 * @param wakeups who waits
 */
record KeyLocks(LockPorts ports, Turns turns, Turns places, Wakeups wakeups) {

    /**
     * So many callers of one process have a place in the store's queue of one lock. Each asks about once a second, and each
     * time the store reads the whole queue.
     */
    static final int PLACES = 16;

    KeyLocks(LockPorts ports) {
        this(ports, new Turns(1), new Turns(PLACES), new Wakeups(ports.store()));
    }

    /** Takes one key; empty if it was not free in time. */
    CompletionStage<Optional<KeyHold>> take(LockKey key, LockDemand demand, Patience patience) {
        LockRequest request =
                new LockRequest(key, ports.tokens().get(), demand.shared(), demand.leaseOfRequest(), demand.turn());
        return new KeyCall(this, turn(key, demand), request, demand, patience).run();
    }

    /** Who tries once asks at once. */
    private @Nullable Turn turn(LockKey key, LockDemand demand) {
        if (demand.maxWait().isZero()) {
            return null;
        }
        return (demand.ordersCallers() ? places : turns).enter(key);
    }
}
