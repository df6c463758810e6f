package dev.cachekit.call;

import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Composing stages with an answer for both outcomes. */
public final class Stages {

    private Stages() {}

    /**
     * Goes on with one function after success and with another after failure, whose cause it is given bare.
     *
     * @param stage what to go on from
     * @param onValue goes on after success
     * @param onFailure goes on after failure
     * @param <A> the type of the stage
     * @param <B> the type of the result
     * @return the outcome of the function called
     */
    public static <A extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> either(
            CompletionStage<A> stage,
            Function<A, CompletionStage<B>> onValue,
            Function<Throwable, CompletionStage<B>> onFailure) {
        return stage.handle(
                        (value, failure) -> failure == null ? onValue.apply(value) : onFailure.apply(cause(failure)))
                .thenCompose(next -> next);
    }

    /**
     * Turns the value of a stage into another. Who cancels the result cancels the stage.
     *
     * @param stage what to go on from
     * @param function makes the other value
     * @param <A> the type of the stage
     * @param <B> the type of the result
     * @return its result
     */
    public static <A extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> mapped(
            CompletionStage<A> stage, Function<A, B> function) {
        return cancelling(stage, stage.<B>thenApply(function::apply));
    }

    /**
     * Goes on elsewhere when a stage ends, unless it has ended. Who cancels the result cancels the stage.
     *
     * @param stage what to go on from
     * @param executor where to go on
     * @param <T> the type of the stage
     * @return its outcome
     */
    static <T extends @Nullable Object> CompletionStage<T> resumed(CompletionStage<T> stage, Executor executor) {
        return stage.toCompletableFuture().isDone()
                ? stage
                : cancelling(stage, stage.whenCompleteAsync((value, failure) -> {}, executor));
    }

    private static <T extends @Nullable Object> CompletionStage<T> cancelling(
            CompletionStage<?> stage, CompletionStage<T> after) {
        CompletableFuture<T> result = after.toCompletableFuture();
        if (!result.isDone()) {
            result.whenComplete((value, failure) -> {
                if (result.isCancelled()) {
                    stage.toCompletableFuture().cancel(false);
                }
            });
        }
        return result;
    }

    /**
     * Goes on after success. Who cancels the result cancels what is under way at that moment.
     *
     * @param stage what to go on from
     * @param next goes on
     * @param <A> the type of the stage
     * @param <B> the type of the result
     * @return the outcome of what came next
     */
    public static <A extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> then(
            CompletionStage<A> stage, Function<A, CompletionStage<B>> next) {
        return then(stage, next, CompletableFuture::failedFuture);
    }

    /**
     * As {@link #either}. Who cancels the result cancels what is under way at that moment.
     *
     * @param stage what to go on from
     * @param onValue goes on after success
     * @param onFailure goes on after failure
     * @param <A> the type of the stage
     * @param <B> the type of the result
     * @return the outcome of the function called
     */
    public static <A extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> then(
            CompletionStage<A> stage,
            Function<A, CompletionStage<B>> onValue,
            Function<Throwable, CompletionStage<B>> onFailure) {
        if (stage.toCompletableFuture().isDone()) {
            return begun(
                    () -> next(stage, onValue, onFailure)); // itself, so that it is cancelled, not a stage behind it
        }
        return new Cancellation<B>(stage)
                .over(way -> either(
                        stage, value -> way.on(onValue.apply(value)), failure -> way.on(onFailure.apply(failure))));
    }

    /** What follows on a stage that is complete. */
    private static <A extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> next(
            CompletionStage<A> complete,
            Function<A, CompletionStage<B>> onValue,
            Function<Throwable, CompletionStage<B>> onFailure) {
        return complete.handle(
                        (value, failure) -> failure == null ? onValue.apply(value) : onFailure.apply(cause(failure)))
                .toCompletableFuture()
                .join();
    }

    /**
     * Passes the outcome of a stage on. A failure is passed bare; a future that is complete keeps what it has.
     *
     * @param from gives the outcome
     * @param to gets it
     * @param <T> the type of the outcome
     */
    public static <T extends @Nullable Object> void pass(CompletionStage<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, failure) -> {
            if (failure == null) {
                to.complete(value);
            } else {
                to.completeExceptionally(cause(failure));
            }
        });
    }

    /**
     * Shields a stage: who cancels the result gives up waiting for it, and nothing else.
     *
     * @param stage the stage
     * @param <T> the type of the result
     * @return its outcome, as a future that cannot be cancelled
     */
    public static <T extends @Nullable Object> CompletionStage<T> unstoppable(CompletionStage<T> stage) {
        return new Unstoppable<>(stage);
    }

    /**
     * Takes steps one after another, each when the one before has ended.
     *
     * @param items what to take steps for
     * @param step takes one
     * @param <T> the type of the items
     * @return done, or the first failure, after which no step is taken
     */
    public static <T> CompletionStage<Void> inTurn(Iterable<T> items, Function<T, CompletionStage<?>> step) {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (T item : items) {
            all = all.thenCompose(before -> step.apply(item)).thenAccept(done -> {});
        }
        return all;
    }

    /**
     * Goes on when all of some stages have ended.
     *
     * @param stages the stages
     * @return done; fails if one of them has failed, once all have ended
     */
    public static CompletionStage<Void> all(Collection<? extends CompletionStage<?>> stages) {
        return CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Begins what answers by a stage. What is thrown instead is a failed stage, so that every failure takes one way.
     *
     * @param request begins it
     * @param <T> the type of the result
     * @return its stage
     */
    public static <T extends @Nullable Object> CompletionStage<T> begun(Supplier<CompletionStage<T>> request) {
        try {
            return request.get();
        } catch (Throwable failure) { // an Error of a loader must end leases and flights as well
            return CompletableFuture.failedFuture(failure);
        }
    }

    /**
     * Runs a computation and gives its outcome as a complete stage.
     *
     * @param computation what to run
     * @param <T> the type of the result
     * @return a complete stage; whatever was thrown is its bare failure
     */
    public static <T extends @Nullable Object> CompletionStage<T> computed(Callable<? extends T> computation) {
        try {
            return CompletableFuture.completedFuture(computation.call());
        } catch (Throwable failure) { // a user's Error must reach every waiting caller as well
            return CompletableFuture.failedFuture(failure);
        }
    }

    /**
     * Turns a stage into one that fails only if waiting for it does: its own outcome is the value. A load may fail with a
     * time-out or an interruption of its own, which must not be taken for one of the wait.
     *
     * @param stage the stage
     * @param <T> the type of the result
     * @return a stage of its outcome
     */
    public static <T extends @Nullable Object> CompletionStage<CompletionStage<T>> settled(CompletionStage<T> stage) {
        return stage.handle((value, failure) -> failure == null
                ? CompletableFuture.completedFuture(value)
                : CompletableFuture.failedFuture(cause(failure)));
    }

    /**
     * Passes an outcome on unless it comes too late.
     *
     * @param clock measures the time
     * @param stage gives the outcome
     * @param limit the longest time
     * @param failure makes the failure for an outcome that is late
     * @param <T> the type of the result
     * @return the outcome in time
     */
    public static <T extends @Nullable Object> CompletionStage<T> within(
            Scheduler clock, CompletionStage<T> stage, Duration limit, Supplier<Throwable> failure) {
        CompletableFuture<T> bounded = stage.toCompletableFuture().copy();
        if (limit.isZero() || limit.isNegative()) {
            bounded.completeExceptionally(failure.get());
        } else if (!bounded.isDone()) {
            Scheduler.Timer timer = clock.after(limit, () -> bounded.completeExceptionally(failure.get()));
            bounded.whenComplete((value, failed) -> timer.cancel());
        }
        return bounded;
    }

    /**
     * Takes off the wrappers that stages put around a failure; an ExecutionException is a user's own.
     *
     * @param failure the failure of a stage
     * @return the failure itself
     */
    public static Throwable cause(Throwable failure) {
        Throwable bare = failure;
        while (bare instanceof CompletionException && bare.getCause() != null) {
            bare = bare.getCause();
        }
        return bare;
    }

    /**
     * Returns a duration in nanoseconds, as long as a long can hold.
     *
     * @param duration the duration
     * @return nanoseconds
     */
    public static long saturatedNanos(Duration duration) {
        return duration.getSeconds() >= Long.MAX_VALUE / 1_000_000_000L ? Long.MAX_VALUE : duration.toNanos();
    }
}
