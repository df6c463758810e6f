package dev.cachekit.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a caller waits for a stage: by standing still or by being continued. It is the only difference between a blocking
 * and a non-blocking call.
 *
 * <p>A blocking caller gets back a stage that is complete, so that whatever is composed onto it, a loader included, runs
 * on the caller's own thread. A non-blocking caller is continued on an executor, never on a thread of the store. A wait
 * that takes too long is a failed stage, never an open one.
 */
public interface Caller {

    /** Stands still. A thread that is interrupted meanwhile keeps its interrupt, and the stage fails. */
    Caller BLOCKING = new Caller() {
        @Override
        public <T> CompletionStage<T> await(CompletionStage<T> stage, Duration atMost) {
            return joined(stage.toCompletableFuture(), atMost);
        }

        @Override
        public boolean staysOnItsThread() {
            return true;
        }
    };

    /**
     * Waits for a stage.
     *
     * @param stage the stage
     * @param atMost the longest time; then the result fails with {@link TimeoutException}
     * @param <T> the type of the result
     * @return a stage to compose onto
     */
    <T> CompletionStage<T> await(CompletionStage<T> stage, Duration atMost);

    /**
     * Begins what belongs to the user: a loader, a write. A blocking caller runs it on its own thread; for one that is
     * continued it never runs on the calling thread, which may be one that must not block.
     *
     * @param userCode begins it
     * @param <T> the type of the result
     * @return its stage; whatever it throws is a failure of the stage
     */
    default <T extends @Nullable Object> CompletionStage<T> begin(Supplier<CompletionStage<T>> userCode) {
        return Stages.begun(userCode);
    }

    /**
     * Goes on when something of the user's has ended, which may end on a thread that must not run what comes next. A blocking
     * caller waits for nothing that is not complete.
     *
     * @param stage of the user's
     * @param <T> the type of the result
     * @return its outcome, to compose onto; who cancels it cancels the stage
     */
    default <T extends @Nullable Object> CompletionStage<T> resumed(CompletionStage<T> stage) {
        return stage;
    }

    /**
     * Tells whether everything composed onto an awaited stage runs on the caller's own thread, and so within its
     * transaction.
     *
     * @return true for a blocking caller
     */
    default boolean staysOnItsThread() {
        return false;
    }

    /**
     * Makes a caller that is continued.
     *
     * @param executor where it is continued
     * @return the caller
     */
    static Caller continuedOn(Executor executor) {
        return new Caller() {
            @Override
            public <T> CompletionStage<T> await(CompletionStage<T> stage, Duration atMost) {
                CompletableFuture<T> bounded = stage.toCompletableFuture()
                        .copy()
                        .orTimeout(Stages.saturatedNanos(atMost), TimeUnit.NANOSECONDS);
                return bounded.whenCompleteAsync((value, failure) -> {}, executor);
            }

            @Override
            public <T extends @Nullable Object> CompletionStage<T> resumed(CompletionStage<T> stage) {
                return Stages.resumed(stage, executor);
            }

            @Override
            public <T extends @Nullable Object> CompletionStage<T> begin(Supplier<CompletionStage<T>> userCode) {
                return Stages.begun(() -> CompletableFuture.supplyAsync(() -> Stages.begun(userCode), executor)
                        .thenCompose(begun -> begun));
            }
        };
    }

    private static <T> CompletionStage<T> joined(CompletableFuture<T> future, Duration atMost) {
        if (future.isDone()) {
            return future;
        }
        try {
            return CompletableFuture.completedFuture(future.get(Stages.saturatedNanos(atMost), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            return CompletableFuture.failedFuture(Stages.cause(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        } catch (TimeoutException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
