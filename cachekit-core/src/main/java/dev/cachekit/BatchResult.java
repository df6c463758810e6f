package dev.cachekit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of every operation of a {@link Batch}. Immutable; needs no Redis. A handle of another batch throws
 * {@link IllegalArgumentException}.
 */
public interface BatchResult {

    /**
     * The result of one operation.
     *
     * @param <T> type of the result
     * @param handle the operation
     * @return its result; null for operations without one
     * @throws CacheKitException if the operation failed
     */
    <T extends @Nullable Object> T get(Batch.Handle<T> handle);

    /**
     * Why one operation failed.
     *
     * @param handle the operation
     * @return its failure; empty if it succeeded
     */
    Optional<CacheKitException> failure(Batch.Handle<?> handle);

    /** Whether no operation failed. */
    boolean succeeded();
}
