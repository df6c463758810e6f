package dev.cachekit;

import org.jspecify.annotations.Nullable;

/**
 * Redis could not be reached, or did not answer within {@code cachekit.redis.deadline}, and the operation has no meaning
 * without it. The operation may or may not have been applied: a lost answer looks like a lost request. {@link #wasSent()}
 * tells when it certainly was not.
 *
 * <p>Thrown by counters, locks, topics, batches and administration; reads and writes of a cache degrade instead.
 */
public final class BackendUnavailableException extends CacheKitException {

    private final Fate fate;

    /** What became of the operation. */
    private enum Fate {
        UNKNOWN,
        REFUSED,
        WITH_OTHERS,
        NOT_SENT
    }

    /**
     * @param message the operation that failed, and why
     * @param cause the failure of the client, or null if there is none
     */
    public BackendUnavailableException(String message, @Nullable Throwable cause) {
        this(message, cause, Fate.UNKNOWN);
    }

    private BackendUnavailableException(String message, @Nullable Throwable cause, Fate fate) {
        super(message, cause);
        this.fate = fate;
    }

    /**
     * Makes the failure of an operation that Redis itself refused while it does others, as when its memory is full.
     *
     * @param message the operation that was refused, and why
     * @param cause the failure of the client
     * @return the failure
     */
    public static BackendUnavailableException refused(String message, Throwable cause) {
        return new BackendUnavailableException(message, cause, Fate.REFUSED);
    }

    /**
     * Makes the failure of an operation that went to Redis in one request with others. One of them has the failure of the request
     * itself.
     *
     * @param message the operations that failed, and why
     * @param cause the failure of the request
     * @return the failure
     */
    public static BackendUnavailableException withOthers(String message, Throwable cause) {
        return new BackendUnavailableException(message, cause, Fate.WITH_OTHERS);
    }

    /**
     * Makes the failure of an operation that was not tried, as when a circuit breaker is open.
     *
     * @param message why it was not tried
     * @return the failure
     */
    public static BackendUnavailableException notSent(String message) {
        return new BackendUnavailableException(message, null, Fate.NOT_SENT);
    }

    /**
     * Tells whether Redis answered, but refused the operation.
     *
     * @return false if it was not reached or did not answer
     */
    public boolean isRefusal() {
        return fate == Fate.REFUSED;
    }

    /**
     * Tells whether the request that failed is counted elsewhere, as the operation went with others.
     *
     * @return false if the operation had a request of its own, or none
     */
    public boolean isWithOthers() {
        return fate == Fate.WITH_OTHERS;
    }

    /**
     * Tells whether Redis may have got the operation.
     *
     * @return false if it was not tried, so that it certainly was not applied
     */
    public boolean wasSent() {
        return fate != Fate.NOT_SENT;
    }
}
