package dev.cachekit.torture.history;

import java.time.Duration;

/**
 * What is promised of one cache.
 *
 * @param bound how long after its acknowledgement a change may stay unseen by other processes
 * @param sinceCommit whether the bound begins with the commit already, because intents were written before it
 * @param fence for how long changes may be announced by fences, behind which nothing is stored: one whose end could not be
 *     told to the store stands so long, counted from when its announcement arrives; zero without
 * @param maxWait how long a caller waits for another's load before it loads by itself
 */
public record CacheRule(Duration bound, boolean sinceCommit, Duration fence, Duration maxWait) {

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    private static final Duration WRITE_FENCE = Duration.ofSeconds(61);
    private static final Duration INTENT = Duration.ofSeconds(18);

    /** Every acknowledged change is seen at once. */
    public static CacheRule exact() {
        return new CacheRule(Duration.ZERO, false, Duration.ZERO, MAX_WAIT);
    }

    /** The same for changes that are announced. */
    public static CacheRule exactWithFences() {
        return new CacheRule(Duration.ZERO, false, WRITE_FENCE, MAX_WAIT);
    }

    /** Other processes see a change after a while. */
    public static CacheRule within(Duration bound) {
        return new CacheRule(bound, false, Duration.ZERO, MAX_WAIT);
    }

    /** Every change is seen from its commit on. */
    public static CacheRule fromCommit() {
        return new CacheRule(Duration.ZERO, true, INTENT, MAX_WAIT);
    }

    /** Every change is seen from its commit on, by other processes after a while. */
    public static CacheRule fromCommitWithin(Duration bound) {
        return new CacheRule(bound, true, INTENT, MAX_WAIT);
    }
}
