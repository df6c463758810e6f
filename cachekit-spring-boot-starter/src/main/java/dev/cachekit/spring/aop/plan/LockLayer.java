package dev.cachekit.spring.aop.plan;

import dev.cachekit.HeldLock;
import dev.cachekit.LockNotAcquiredException;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.call.Stages;
import dev.cachekit.lock.Hold;
import dev.cachekit.lock.LockDemand;
import dev.cachekit.lock.LockDemand.Local;
import dev.cachekit.lock.LockViews;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.operation.WithLockOperation;
import dev.cachekit.spring.aop.plan.HeldLocks.Covered;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
     * @param fallback answers calls that do not get the lock; null if they fail or are left out
     */
    record Said(
            WithLockOperation operation,
            LockKeys keys,
            @Nullable FallbackMethod fallback) {}

    @Override
    public CompletionStage<Object> call(Call call) {
        LockDemand demand = demand(call);
        Covered mine =
                surroundings.held().covered(demand, surroundings.transactions().current());
        if (mine.forbids()) {
            return busy(call, new LockNotAcquiredException(demand.name(), Duration.ZERO));
        }
        HeldLock held = mine.holds().isEmpty() ? null : JoinedLock.of(mine.holds());
        if (held != null && mine.missing().isEmpty()) {
            return LockRun.within(said.operation, call, held, surroundings).run(() -> inner.call(call));
        }
        LockDemand rest = held == null ? demand : demand.forRest(mine.missing(), held.fencingToken());
        return Stages.then(
                locks.acquire(rest, call.waits().before()),
                hold -> hold.map(taken -> underLock(call, rest, taken, mine.holds()))
                        .orElseGet(() -> busy(call, new LockNotAcquiredException(demand.name(), demand.maxWait()))));
    }

    private CompletionStage<Object> underLock(Call call, LockDemand demand, Hold hold, List<Hold> others) {
        return LockRun.under(said.operation, call, demand, hold, others, surroundings)
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

    private CompletionStage<Object> busy(Call call, LockNotAcquiredException failure) {
        if (said.fallback != null) {
            return said.fallback.answer(call, failure);
        }
        return said.operation.onBusy() == OnBusy.SKIP
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(failure);
    }
}
