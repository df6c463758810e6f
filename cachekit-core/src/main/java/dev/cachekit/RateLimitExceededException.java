package dev.cachekit;

import java.time.Duration;

/**
 * A call was refused by a rate limit. Its message leaves out the key, which may name a person or hold a secret.
 */
public final class RateLimitExceededException extends CacheKitException {

    private final String limiter;
    private final String key;
    private final Duration retryAfter;
    private final long remaining;

    /**
     * @param limiter name of the limiter
     * @param key the key that ran out of permits; empty if the limiter has one key
     * @param retryAfter the earliest time, from now, at which the same call could be allowed
     * @param remaining permits left, too few for the call
     */
    public RateLimitExceededException(String limiter, String key, Duration retryAfter, long remaining) {
        super("rate limit '" + limiter + "': no permit left for this key; try again after " + retryAfter);
        this.limiter = limiter;
        this.key = key;
        this.retryAfter = retryAfter;
        this.remaining = remaining;
    }

    /** Name of the limiter. */
    public String limiter() {
        return limiter;
    }

    /** The key that ran out of permits; empty if the limiter has one key. */
    public String key() {
        return key;
    }

    /** The earliest time, from the refusal, at which the same call could be allowed. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Permits left at the refusal, too few for the call. */
    public long remaining() {
        return remaining;
    }
}
