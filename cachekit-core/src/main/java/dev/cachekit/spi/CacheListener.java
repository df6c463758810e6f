package dev.cachekit.spi;

import java.time.Duration;

/**
 * Is told what the caches do. Called on the caller's thread where there is one; must return at once and must not throw.
 * Implementations are safe for use by many threads. No method is told a key or a value.
 */
public interface CacheListener {

    /** Listens to nothing. */
    CacheListener NONE = new CacheListener() {};

    /**
     * A call was answered from the cache.
     *
     * @param cache the cache's name
     */
    default void onHit(String cache) {}

    /**
     * A call was not answered from the cache.
     *
     * @param cache the cache's name
     */
    default void onMiss(String cache) {}

    /**
     * A load ended.
     *
     * @param cache the cache's name
     * @param time how long it took
     * @param success false if the loader threw
     */
    default void onLoad(String cache, Duration time, boolean success) {}

    /**
     * A call waited for the load of another.
     *
     * @param cache the cache's name
     * @param time how long it waited
     */
    default void onWait(String cache, Duration time) {}

    /**
     * A loaded value was not stored.
     *
     * @param cache the cache's name
     * @param reason a short fixed word such as {@code invalidated}, {@code open-transaction}, {@code too-large}
     */
    default void onFillRefused(String cache, String reason) {}

    /**
     * A value was written.
     *
     * @param cache the cache's name
     */
    default void onPut(String cache) {}

    /**
     * Keys were invalidated.
     *
     * @param cache the cache's name
     * @param keys how many
     */
    default void onInvalidate(String cache, long keys) {}

    /**
     * A stored entry could not be read and counts as a miss.
     *
     * @param cache the cache's name
     * @param reason why
     */
    default void onUnreadable(String cache, String reason) {}

    /**
     * The store failed or did not answer in time.
     *
     * @param cache the cache's name
     * @param operation a short fixed word such as {@code find}, {@code lease}, {@code fill}
     * @param failure what happened
     */
    default void onStoreFailure(String cache, String operation, Throwable failure) {}
}
