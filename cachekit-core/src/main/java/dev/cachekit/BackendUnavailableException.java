package dev.cachekit;

import org.jspecify.annotations.Nullable;

/**
 * Redis could not be reached, or did not answer within {@code cachekit.redis.deadline}, and the operation has no meaning
 * without it. The operation may or may not have been applied: a lost answer looks like a lost request.
 *
 * <p>Thrown by counters, locks, topics, batches and administration; reads and writes of a cache degrade instead.
 */
public final class BackendUnavailableException extends CacheKitException {

    private final boolean refused;

    /**
     * @param message the operation that failed, and why
     * @param cause the failure of the client, or null if the operation was refused without being tried
     */
    public BackendUnavailableException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private BackendUnavailableException(String message, @Nullable Throwable cause, boolean refused) {
        super(message, cause);
        this.refused = refused;
    }

    /**
     * Makes the failure of an operation that Redis itself refused while it does others, as when its memory is full.
     *
     * @param message the operation that was refused, and why
     * @param cause the failure of the client
     * @return the failure
     */
    public static BackendUnavailableException refused(String message, Throwable cause) {
        return new BackendUnavailableException(message, cause, true);
    }

    /**
     * Tells whether Redis answered, but refused the operation.
     *
     * @return false if it was not reached or did not answer
     */
    public boolean isRefusal() {
        return refused;
    }
}
