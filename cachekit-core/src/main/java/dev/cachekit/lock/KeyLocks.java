package dev.cachekit.lock;

import dev.cachekit.lock.KeyCall.Patience;
import dev.cachekit.lock.Turns.Turn;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The keys of one store, and those of this process who want them. Safe for use by many threads.
 *
 * @param ports the store
 * @param turns who may ask
 * @param wakeups who waits
 */
record KeyLocks(LockPorts ports, Turns turns, Wakeups wakeups) {

    KeyLocks(LockPorts ports) {
        this(ports, new Turns(), new Wakeups(ports.store()));
    }

    /** Takes one key; empty if it was not free in time. */
    CompletionStage<Optional<KeyHold>> take(LockKey key, LockDemand demand, Patience patience) {
        boolean asksAtOnce = demand.ordersCallers() || demand.maxWait().isZero();
        Turn turn = asksAtOnce ? null : turns.enter(key);
        LockRequest request =
                new LockRequest(key, ports.tokens().get(), demand.shared(), demand.leaseOfRequest(), demand.turn());
        return new KeyCall(this, turn, request, demand, patience).run();
    }
}
