package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Caller;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spring.aop.transaction.HandedOver;
import dev.cachekit.strategy.CacheStrategies;
import java.util.concurrent.Executor;

/**
 * How a call waits for the store.
 *
 * @param before before its method
 * @param after when its method has ended
 * @param patientBefore as before, for what may take longer than the deadline of a call
 * @param patient as after, for what may take longer than the deadline of a call
 */
record Waits(Caller before, Caller after, Caller patientBefore, Caller patient) {

    /** All on the thread of the caller. */
    static final Waits STANDING = of(Caller.BLOCKING, Caller.BLOCKING);

    /** Never on the thread of the caller. */
    static Waits continued(Caller continued) {
        return of(continued, continued);
    }

    /** As continued, but the method is to take part in a transaction of the thread: what comes before must not leave it. */
    static Waits beginning(CallerAtHome home, Caller continued) {
        return of(home, continued);
    }

    /** All waits together within the deadline of a call. */
    Waits within(CacheStrategies strategies) {
        Caller first = strategies.withinDeadline(before);
        return new Waits(first, after == before ? first : strategies.withinDeadline(after), patientBefore, patient);
    }

    private static Waits of(Caller before, Caller after) {
        return new Waits(before, after, before, after);
    }

    /** Who ends a transaction of a thread stands still there: nothing on that way may need a thread that it keeps. */
    Waits in(TransactionScope outer) {
        return outer.isOpen() && outer.isBoundToThread() ? STANDING : this;
    }

    /** A transaction as the end of the call may use it. */
    TransactionScope handed(TransactionScope open, Executor late) {
        boolean stays = standStill() || !open.isOpen() || !open.isBoundToThread();
        return stays ? open : new HandedOver(open, before, late);
    }

    /** Whether the end of the call finds the thread of its beginning. */
    boolean standStill() {
        return after.staysOnItsThread();
    }
}
