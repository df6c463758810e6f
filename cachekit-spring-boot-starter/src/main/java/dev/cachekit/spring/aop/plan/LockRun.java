package dev.cachekit.spring.aop.plan;

import dev.cachekit.CurrentLock;
import dev.cachekit.LockLostException;
import dev.cachekit.annotation.OnLost;
import dev.cachekit.call.Caller;
import dev.cachekit.engine.Outcome;
import dev.cachekit.lock.Hold;
import dev.cachekit.lock.LockDemand;
import dev.cachekit.operation.WithLockOperation;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.transaction.CallFrame;
import dev.cachekit.spring.aop.transaction.CallFrames;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call under its lock, from the acquisition to the release. Used on the thread of the call.
 *
 * <p>The lock is released when what the call wrote can be seen by others: after the transactions opened inside, or after the
 * one that was open at the beginning. If it is lost before, no transaction commits.
 */
final class LockRun {

    /**
     * What a call finds around it.
     *
     * @param transactions finds the transaction open at the beginning
     * @param frames watches those opened inside
     * @param held the locks of each thread
     * @param warned whether people were told that this method is called within a transaction
     */
    record Surroundings(Transactions transactions, CallFrames frames, HeldLocks held, AtomicBoolean warned) {}

    /** The rest of the call. */
    @FunctionalInterface
    interface Work {
        @Nullable
        Object call() throws Throwable;
    }

    private static final Logger log = LoggerFactory.getLogger(LockRun.class);

    private final WithLockOperation operation;
    private final LockDemand demand;
    private final Hold hold;
    private final Surroundings surroundings;
    private final TransactionScope outer;

    /** Whether this call has taken the lock. Else one around it has, or one before it in the same transaction. */
    private final boolean own;

    private final Interruption interruption = new Interruption();

    /** Whether a transaction was opened inside, which was not let commit if the lock was lost. */
    private boolean guarded;

    private LockRun(WithLockOperation operation, LockDemand demand, Hold hold, Surroundings surroundings, boolean own) {
        this.operation = operation;
        this.demand = demand;
        this.hold = hold;
        this.surroundings = surroundings;
        this.outer = surroundings.transactions().current();
        this.own = own;
    }

    /** A call that has taken the lock, and releases it. */
    static LockRun under(WithLockOperation operation, LockDemand demand, Hold hold, Surroundings surroundings) {
        return new LockRun(operation, demand, hold, surroundings, true);
    }

    /** A call under a lock that its thread holds already. */
    static LockRun within(WithLockOperation operation, LockDemand demand, Hold hold, Surroundings surroundings) {
        return new LockRun(operation, demand, hold, surroundings, false);
    }

    @Nullable
    Object run(Work work) throws Throwable {
        if (own && outer.isOpen()) {
            warnOnce();
            outer.beforeCommit(this::checkHeld);
        }
        HeldLocks.Entry entry = surroundings.held().enter(demand, hold);
        Object result;
        try {
            result = underLock(work);
        } catch (Throwable failure) {
            release(entry);
            throw interruption.isDone() ? lost(failure) : failure;
        }
        boolean held = release(entry);
        if (!held && !guarded || interruption.isDone()) {
            throw lost(null);
        }
        return result;
    }

    private void warnOnce() {
        if (surroundings.warned().compareAndSet(false, true)) {
            log.warn(
                    "{}: a transaction was open before the lock was taken. It may not see what the holder before has"
                            + " committed, and the lock is held until it ends; begin the transaction inside",
                    operation.where());
        }
    }

    private @Nullable Object underLock(Work work) throws Throwable {
        CallFrame frame = surroundings.frames().enter(List.of(), List.of(), this::began);
        if (operation.onLost() == OnLost.INTERRUPT) {
            interruption.begin(hold);
        }
        try (CurrentLock.Scope scope = CurrentLock.enter(hold)) {
            return work.call();
        } finally {
            interruption.end();
            surroundings.frames().leave(frame);
        }
    }

    private void began(TransactionScope inside) {
        guarded = true;
        inside.beforeCommit(this::checkHeld);
    }

    private void checkHeld() {
        if (!hold.isHeld()) {
            throw lost(null);
        }
    }

    /**
     * Within an outer transaction others must not go on before it has ended; then nobody is left to be told of a loss. Until
     * then this thread holds the lock, so that a second call of the transaction does not wait for the first.
     */
    private boolean release(HeldLocks.Entry entry) {
        if (own && outer.isOpen()) {
            outer.onCompletion(outcome -> {
                surroundings.held().leave(entry);
                hold.release(Caller.BLOCKING);
            });
            return hold.isHeld();
        }
        surroundings.held().leave(entry);
        return own ? Outcome.of(hold.release(Caller.BLOCKING)) : hold.isHeld();
    }

    private LockLostException lost(@Nullable Throwable meanwhile) {
        LockLostException lost = new LockLostException(demand.name(), hold.fencingToken());
        if (meanwhile != null) {
            lost.addSuppressed(meanwhile);
        }
        return lost;
    }
}
