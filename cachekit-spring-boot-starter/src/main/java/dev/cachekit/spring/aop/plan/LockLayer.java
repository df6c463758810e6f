package dev.cachekit.spring.aop.plan;

import dev.cachekit.HeldLock;
import dev.cachekit.LockNotAcquiredException;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.call.Outcome;
import dev.cachekit.lock.Hold;
import dev.cachekit.lock.LockDemand;
import dev.cachekit.lock.LockDemand.Local;
import dev.cachekit.lock.LockViews;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.operation.WithLockOperation;
import dev.cachekit.spring.aop.plan.HeldLocks.Covered;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code @WithLock}: takes the lock, or does what is to be done without it; never goes on without it.
 *
 * @param said what the annotation says
 * @param locks takes locks
 * @param surroundings transactions, and the locks this thread holds
 * @param inner what is called under the lock
 */
record LockLayer(Said said, LockViews locks, LockRun.Surroundings surroundings, Layer inner) implements Layer {

    /**
     * What the annotation says.
     *
     * @param operation all of it
     * @param keys makes the keys
     * @param shape how the method wraps its result
     * @param fallback answers calls that do not get the lock; null if they fail or are left out
     */
    record Said(
            WithLockOperation operation,
            LockKeys keys,
            ResultShape shape,
            @Nullable FallbackMethod fallback) {}

    @Override
    public @Nullable Object call(Call call) throws Throwable {
        LockDemand demand = demand(call);
        Covered mine = surroundings.held().covered(demand);
        if (mine.forbids()) {
            return busy(call, new LockNotAcquiredException(demand.name(), Duration.ZERO));
        }
        HeldLock held = mine.holds().isEmpty() ? null : JoinedLock.of(mine.holds());
        if (held != null && mine.missing().isEmpty()) {
            return LockRun.within(said.operation, held, surroundings).run(() -> inner.call(call));
        }
        LockDemand rest = held == null ? demand : demand.forRest(mine.missing(), held.fencingToken());
        Optional<Hold> hold = Outcome.of(locks.acquire(rest));
        if (hold.isEmpty()) {
            return busy(call, new LockNotAcquiredException(demand.name(), demand.maxWait()));
        }
        return LockRun.under(said.operation, rest, hold.get(), mine.holds(), surroundings)
                .run(() -> inner.call(call));
    }

    private LockDemand demand(Call call) {
        WithLockOperation operation = said.operation;
        LockOptions options = locks.options(operation.name());
        return new LockDemand(
                operation.name(),
                said.keys.of(call),
                operation.mode(),
                options.effectiveMaxWait(),
                options.lease(),
                local(options),
                0);
    }

    /** All who use a lock take it within this process, too, if that is enough for one of them. */
    private Local local(LockOptions options) {
        if (said.operation.options().local()) {
            return Local.ENOUGH;
        }
        return options.local() ? Local.TOO : Local.NONE;
    }

    private @Nullable Object busy(Call call, LockNotAcquiredException failure) throws Throwable {
        if (said.fallback != null) {
            return said.fallback.answer(call, failure);
        }
        if (said.operation.onBusy() == OnBusy.SKIP) {
            return said.shape.wrap(null);
        }
        throw failure;
    }
}
