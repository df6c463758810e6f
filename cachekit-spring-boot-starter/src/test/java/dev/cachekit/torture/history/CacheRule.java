package dev.cachekit.torture.history;

import java.time.Duration;

/**
 * What is promised of one cache.
 *
 * @param bound how long after its acknowledgement a change may stay unseen by other processes
 * @param sinceCommit whether the bound begins with the commit already, because intents were written before it
 * @param maxWait how long a caller waits for another's load before it loads by itself
 */
public record CacheRule(Duration bound, boolean sinceCommit, Duration maxWait) {

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    /** Every acknowledged change is seen at once. */
    public static CacheRule exact() {
        return new CacheRule(Duration.ZERO, false, MAX_WAIT);
    }

    /** Other processes see a change after a while. */
    public static CacheRule within(Duration bound) {
        return new CacheRule(bound, false, MAX_WAIT);
    }

    /** Every change is seen from its commit on. */
    public static CacheRule fromCommit() {
        return new CacheRule(Duration.ZERO, true, MAX_WAIT);
    }
}
