package dev.cachekit.batch;

import dev.cachekit.Batch;
import dev.cachekit.BatchOperationException;
import dev.cachekit.CacheKitException;
import dev.cachekit.call.Outcome;
import dev.cachekit.call.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a batch, and once it has run its outcome.
 *
 * @param <T> the type of its result
 */
final class BatchOperation<T extends @Nullable Object> implements Batch.Handle<T> {

    private final BiFunction<Batches.Ways, WatchedRoute, CompletionStage<T>> start;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    BatchOperation(BiFunction<Batches.Ways, WatchedRoute, CompletionStage<T>> start) {
        this.start = start;
    }

    /** Makes its requests; ends, and never fails, once the outcome is known. */
    CompletionStage<?> begin(Batches.Ways ways) {
        WatchedRoute route = ways.route();
        return Stages.begun(() -> start.apply(ways, route)).handle((value, failure) -> {
            Throwable known = route.failure() != null ? route.failure() : failure;
            return known == null ? outcome.complete(value) : outcome.completeExceptionally(told(known));
        });
    }

    T result() {
        return Outcome.of(outcome);
    }

    @Nullable
    CacheKitException failure() {
        return outcome.handle((value, failure) -> (CacheKitException) failure).join();
    }

    private static CacheKitException told(Throwable failure) {
        Throwable bare = Stages.cause(failure);
        return bare instanceof CacheKitException ours ? ours : new BatchOperationException(bare);
    }
}
