package dev.cachekit.strategy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time that one call may still spend on the store. Loading and waiting for others do not count. Used by one call,
 * one step at a time.
 */
final class StoreTime {

    private final Scheduler clock;
    private final Caller caller;
    private final Duration total;
    private final AtomicLong spentNanos = new AtomicLong();

    StoreTime(CachePorts ports, Caller caller) {
        this.clock = ports.scheduler();
        this.caller = caller;
        this.total = ports.deadline();
    }

    /** Sends a request and waits for it, at most as long as time is left; without time left it sends nothing. */
    <T extends @Nullable Object> CompletionStage<T> spend(Supplier<CompletionStage<T>> request) {
        Duration left = total.minusNanos(spentNanos.get());
        if (left.isNegative() || left.isZero()) {
            return CompletableFuture.failedFuture(outOfTime(null));
        }
        long start = clock.nanoTime();
        return Stages.either(
                caller.await(request.get(), left),
                value -> {
                    spentNanos.addAndGet(clock.nanoTime() - start);
                    return CompletableFuture.completedFuture(value);
                },
                failure -> {
                    spentNanos.addAndGet(clock.nanoTime() - start);
                    return CompletableFuture.failedFuture(
                            failure instanceof TimeoutException ? outOfTime(failure) : failure);
                });
    }

    private BackendUnavailableException outOfTime(@Nullable Throwable cause) {
        return new BackendUnavailableException(
                "the store did not answer within the " + total.toMillis() + " ms that one call may spend on it", cause);
    }
}
