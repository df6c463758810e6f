package dev.cachekit.spring.aop.plan;

import dev.cachekit.CurrentLock;
import dev.cachekit.HeldLock;
import dev.cachekit.LockLostException;
import dev.cachekit.annotation.OnLost;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.lock.Hold;
import dev.cachekit.lock.LockDemand;
import dev.cachekit.operation.WithLockOperation;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.transaction.CallFrame;
import dev.cachekit.spring.aop.transaction.CallFrames;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call under its lock, from the acquisition to the release. Used by the threads of the call, one after another.
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
     * @param transactional whether the method itself opens a transaction
     * @param late ends what outlives the transaction open at the beginning
     * @param warned whether people were told that this method is called within a transaction
     */
    record Surroundings(
            Transactions transactions,
            CallFrames frames,
            HeldLocks held,
            boolean transactional,
            Executor late,
            AtomicBoolean warned) {}

    private static final Logger log = LoggerFactory.getLogger(LockRun.class);

    private final WithLockOperation operation;
    private final Waits waits;

    /** All that this call runs under. */
    private final HeldLock lock;

    /** What it has taken itself, and releases. The rest one around it has, or one before it in the same transaction. */
    private final @Nullable Own own;

    private final Surroundings surroundings;
    private final TransactionScope outer;
    private final Interruption interruption = new Interruption();

    /** Whether a transaction was opened inside, which was not let commit if the lock was lost. */
    private boolean guarded;

    private record Own(LockDemand demand, Hold hold) {}

    private LockRun(
            WithLockOperation operation, Call call, HeldLock lock, @Nullable Own own, Surroundings surroundings) {
        this.operation = operation;
        this.waits = call.waits();
        this.lock = lock;
        this.own = own;
        this.surroundings = surroundings;
        this.outer = waits.handed(surroundings.transactions().current(), surroundings.late());
    }

    /** A call that has taken a lock, beside what its thread holds already. */
    static LockRun under(
            WithLockOperation operation,
            Call call,
            LockDemand demand,
            Hold hold,
            List<Hold> others,
            Surroundings surroundings) {
        HeldLock all =
                JoinedLock.of(Stream.concat(Stream.of(hold), others.stream()).toList());
        return new LockRun(operation, call, all, new Own(demand, hold), surroundings);
    }

    /** A call under a lock that its thread holds already. */
    static LockRun within(WithLockOperation operation, Call call, HeldLock lock, Surroundings surroundings) {
        return new LockRun(operation, call, lock, null, surroundings);
    }

    CompletionStage<Object> run(Supplier<CompletionStage<Object>> work) {
        HeldLocks.Entry entered = own == null ? null : entered(own);
        CompletionStage<Object> called = Stages.begun(() -> underLock(work));
        HeldLocks.Entry entry = stillHere(entered);
        return Stages.then(
                called,
                result -> release(entry).thenCompose(held -> returned(result, held)),
                failure -> release(entry)
                        .thenCompose(held ->
                                CompletableFuture.failedFuture(interruption.isDone() ? lost(failure) : failure)));
    }

    private HeldLocks.Entry entered(Own taken) {
        if (!outer.isBoundToThread()) {
            surroundings.held().share(outer, taken.demand, taken.hold);
        }
        return surroundings.held().enter(taken.demand, taken.hold);
    }

    /**
     * What goes on elsewhere is no longer this thread's: it must not take part in the lock by mistake. But a transaction of
     * this thread holds the lock until its end, and another call inside must not wait for it.
     */
    private HeldLocks.@Nullable Entry stillHere(HeldLocks.@Nullable Entry entry) {
        if (entry == null || waits.standStill() && outer.isBoundToThread()) {
            return entry;
        }
        if (outer.isOpen() && outer.isBoundToThread()) {
            outer.composeAtLast(outcome -> {
                surroundings.held().leave(entry);
                return CompletableFuture.completedFuture(null);
            });
        } else {
            surroundings.held().leave(entry);
        }
        return null;
    }

    private CompletionStage<Object> returned(@Nullable Object result, boolean held) {
        boolean inTime = held || hasCommittedInTime();
        return inTime && !interruption.isDone()
                ? CompletableFuture.completedFuture(result)
                : CompletableFuture.failedFuture(lost(null));
    }

    /** The method's own transaction ends last: it committed while the lock was held. Others inside may have ended long before. */
    private boolean hasCommittedInTime() {
        return guarded && surroundings.transactional();
    }

    private void watchOuter() {
        if (own != null && outer.isOpen()) {
            warnOnce();
            outer.beforeCommit(this::checkHeld);
        }
    }

    private void warnOnce() {
        if (surroundings.warned().compareAndSet(false, true)) {
            log.warn(
                    "{}: a transaction was open before the lock was taken. It may not see what the holder before has"
                            + " committed, and the lock is held until it ends; begin the transaction inside",
                    operation.where());
        }
    }

    private CompletionStage<Object> underLock(Supplier<CompletionStage<Object>> work) {
        watchOuter();
        CallFrame frame = surroundings.frames().enter(List.of(), List.of(), this::began);
        boolean interrupts = operation.onLost() == OnLost.INTERRUPT;
        if (interrupts && waits.standStill()) {
            interruption.begin(lock);
        }
        try (CurrentLock.Scope scope = CurrentLock.enter(lock)) {
            CompletionStage<Object> called = work.get();
            if (interrupts && !waits.standStill()) {
                interruption.cancel(lock, called);
            }
            return called;
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
        if (!lock.isHeld()) {
            throw lost(null);
        }
    }

    /**
     * Within an outer transaction others must not go on before it has ended; then nobody is left to be told of a loss. Until
     * then this thread holds the lock, so that a second call of the transaction does not wait for the first.
     */
    private CompletionStage<Boolean> release(HeldLocks.@Nullable Entry entry) {
        boolean all = lock.isHeld();
        if (own == null) {
            return CompletableFuture.completedFuture(all);
        }
        if (outer.isOpen()) {
            outer.composeAtLast(outcome -> {
                leave(entry);
                return own.hold
                        .release(outer.isBoundToThread() ? Caller.BLOCKING : waits.after())
                        .thenAccept(held -> {});
            });
            return CompletableFuture.completedFuture(all);
        }
        leave(entry);
        return own.hold.release(waits.after()).thenApply(held -> held && all);
    }

    private void leave(HeldLocks.@Nullable Entry entry) {
        if (!outer.isBoundToThread()) {
            surroundings.held().leave(outer);
        }
        if (entry != null) {
            surroundings.held().leave(entry);
        }
    }

    private LockLostException lost(@Nullable Throwable meanwhile) {
        LockLostException lost = new LockLostException(operation.name(), lock.fencingToken());
        if (meanwhile != null) {
            lost.addSuppressed(meanwhile);
        }
        return lost;
    }
}
