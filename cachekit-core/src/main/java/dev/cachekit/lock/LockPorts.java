package dev.cachekit.lock;

import dev.cachekit.call.Caller;
import dev.cachekit.call.StoreTime;
import dev.cachekit.recovery.Guard;
import dev.cachekit.spi.LockListener;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What locks work with.
 *
 * @param store keeps them
 * @param guard keeps requests from primaries that are left alone
 * @param clock clock and timer
 * @param time gives each request what it may spend on the store
 * @param tokens names acquisitions
 * @param listener is told what happens
 * @param observer watches callers that wait
 * @param callbacks runs what users do when a lock is lost
 */
public record LockPorts(
        LockStore store,
        Guard guard,
        Scheduler clock,
        Function<Caller, StoreTime> time,
        Supplier<Token> tokens,
        LockListener listener,
        Observer observer,
        Executor callbacks) {

    /**
     * The same with another store, which cannot be away.
     *
     * @param other the store
     * @return new ports
     */
    public LockPorts on(LockStore other) {
        return new LockPorts(other, Guard.NONE, clock, time, tokens, listener, observer, callbacks);
    }
}
