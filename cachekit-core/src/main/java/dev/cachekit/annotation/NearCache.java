package dev.cachekit.annotation;

/** Whether a cache also keeps its objects in this process, in front of Redis. */
public enum NearCache {
    /** As configured for the cache, its profile or {@code cachekit.defaults.near}; off if nothing is configured. */
    DEFAULT,

    /**
     * Keep values in this process too. Reads there cost no round trip; after an invalidation on another node a value may
     * be served for a short, bounded time.
     */
    ON,

    /** Keep no value in this process: every read asks Redis. */
    OFF
}
