package dev.cachekit;

import org.jspecify.annotations.Nullable;

/**
 * The thread was interrupted while it waited for Redis, for a lock or for another caller's load. The thread's interrupt flag
 * is set again before this is thrown.
 */
public final class WaitInterruptedException extends CacheKitException {

    /**
     * @param awaited what was waited for, by name and without its key: {@code "lock 'checkout'"}
     * @param cause the interruption, or null if only the flag was seen
     */
    public WaitInterruptedException(String awaited, @Nullable Throwable cause) {
        super(awaited + ": the thread was interrupted while it waited", cause);
    }
}
