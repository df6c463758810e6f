package dev.cachekit;

import java.time.Duration;

/**
 * A load took longer than the cache's hard time-out, and there was no stale value to serve instead. The load goes on; if it
 * ends well, its value is cached.
 */
public final class LoadTimeoutException extends CacheKitException {

    private final String cache;
    private final Duration timeout;

    /**
     * @param cache name of the cache
     * @param timeout the hard time-out
     */
    public LoadTimeoutException(String cache, Duration timeout) {
        super("cache '" + cache + "': the load did not end within " + timeout
                + "; it goes on and fills the cache when it ends; find out why it is slow, or raise hard-timeout");
        this.cache = cache;
        this.timeout = timeout;
    }

    /** Name of the cache. */
    public String cache() {
        return cache;
    }

    /** The hard time-out that has passed. */
    public Duration timeout() {
        return timeout;
    }
}
