package dev.cachekit.call;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.WaitInterruptedException;
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
public final class StoreTime {

    private final Scheduler clock;
    private final Caller caller;
    private final Duration total;
    private final AtomicLong spentNanos = new AtomicLong();

    /**
     * Begins with the whole deadline.
     *
     * @param clock measures what is spent
     * @param deadline how long all requests of the call may take together
     * @param caller how to wait
     */
    public StoreTime(Scheduler clock, Duration deadline, Caller caller) {
        this.clock = clock;
        this.caller = caller;
        this.total = deadline;
    }

    /**
     * Sends a request and waits for it, at most as long as time is left; without time left it sends nothing.
     *
     * @param request sends the request
     * @param <T> the type of the answer
     * @return the answer; fails as the request does, with {@link BackendUnavailableException} when the time is over, and
     *     with {@link WaitInterruptedException} if the thread that waits is interrupted
     */
    public <T extends @Nullable Object> CompletionStage<T> spend(Supplier<CompletionStage<T>> request) {
        return isOver() ? CompletableFuture.failedFuture(outOfTime(null)) : timed(request);
    }

    /**
     * Waits for what has been sent, at most as long as time is left.
     *
     * @param sent the request
     * @param <T> the type of the answer
     * @return as {@link #spend}
     */
    public <T extends @Nullable Object> CompletionStage<T> await(CompletionStage<T> sent) {
        return timed(() -> sent);
    }

    private <T extends @Nullable Object> CompletionStage<T> timed(Supplier<CompletionStage<T>> request) {
        long start = clock.nanoTime();
        return Stages.either(
                caller.await(Stages.begun(request), isOver() ? Duration.ZERO : left()),
                value -> {
                    spentNanos.addAndGet(clock.nanoTime() - start);
                    return CompletableFuture.completedFuture(value);
                },
                failure -> {
                    spentNanos.addAndGet(clock.nanoTime() - start);
                    return CompletableFuture.failedFuture(translated(failure));
                });
    }

    private Duration left() {
        return total.minusNanos(spentNanos.get());
    }

    private boolean isOver() {
        return left().isNegative() || left().isZero();
    }

    private Throwable translated(Throwable failure) {
        if (failure instanceof InterruptedException) {
            return new WaitInterruptedException("the store", failure);
        }
        return failure instanceof TimeoutException ? outOfTime(failure) : failure;
    }

    private BackendUnavailableException outOfTime(@Nullable Throwable cause) {
        return new BackendUnavailableException(
                "the store did not answer within the " + total.toMillis() + " ms that one call may spend on it", cause);
    }
}
