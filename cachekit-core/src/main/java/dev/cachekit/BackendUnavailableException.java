package dev.cachekit;

import org.jspecify.annotations.Nullable;

/**
 * Redis could not be reached, or did not answer within {@code cachekit.redis.deadline}, and the operation has no meaning
 * without it. The operation may or may not have been applied: a lost answer looks like a lost request.
 *
 * <p>Thrown by counters, locks, topics, batches and administration; reads and writes of a cache degrade instead.
 */
public final class BackendUnavailableException extends CacheKitException {

    /**
     * @param message the operation that failed, and why
     * @param cause the failure of the client, or null if the operation was refused without being tried
     */
    public BackendUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
