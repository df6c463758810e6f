package dev.cachekit.operation;

/**
 * One annotation or rule, read once at start-up. Expressions are still text here: an empty text means "not given".
 *
 * <p>The order of the permitted types is the order in which operations of one method are nested, outermost first.
 */
public sealed interface Operation
        permits RateLimitedOperation,
                CacheAsideOperation,
                SingleFlightOperation,
                WithLockOperation,
                WriteThroughOperation,
                InvalidateOperation {

    /**
     * Returns where it was written, for messages.
     *
     * @return for example {@code @CacheAside on FeedService#timeline(long)}
     */
    String where();

    /**
     * Returns the cache, limiter, lock or flight it is about.
     *
     * @return a name, not blank
     */
    String name();
}
