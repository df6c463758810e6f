package dev.cachekit;

import java.time.Duration;

/** A lock was held by others for as long as the caller was willing to wait. The guarded code did not run. */
public final class LockNotAcquiredException extends CacheKitException {

    private final String lock;
    private final Duration waited;

    /**
     * @param lock name of the lock
     * @param waited how long the caller waited; zero if it tried once
     */
    public LockNotAcquiredException(String lock, Duration waited) {
        super("lock '" + lock + "': still held by another after " + waited + "; try again, or wait longer");
        this.lock = lock;
        this.waited = waited;
    }

    /** Name of the lock. */
    public String lock() {
        return lock;
    }

    /** How long the caller waited; zero if it tried once. */
    public Duration waited() {
        return waited;
    }
}
