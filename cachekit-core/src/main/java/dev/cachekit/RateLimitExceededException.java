package dev.cachekit;

import java.time.Duration;
import java.util.List;

/**
 * A call was refused by a rate limit. Its message leaves out the key, which may name a person or hold a secret.
 */
public final class RateLimitExceededException extends CacheKitException {

    private final String limiter;
    private final String key;
    private final Duration retryAfter;
    private final long remaining;
    private final List<String> policies;

    /**
     * @param limiter name of the limiter, which has one band
     * @param key the key that ran out of permits; empty if the limiter has one key
     * @param retryAfter the earliest time, from now, at which the same call could be allowed
     * @param remaining permits left, too few for the call
     */
    public RateLimitExceededException(String limiter, String key, Duration retryAfter, long remaining) {
        this(limiter, key, new Decision(false, remaining, retryAfter, retryAfter), List.of(limiter));
    }

    /**
     * @param limiter name of the limiter
     * @param key the key that ran out of permits; empty if the limiter has one key
     * @param decision what was decided
     * @param policies names of the bands without room, as {@link #policies}
     */
    public RateLimitExceededException(String limiter, String key, Decision decision, List<String> policies) {
        super("rate limit '" + limiter + "': no permit left for this key; try again after " + decision.retryAfter());
        this.limiter = limiter;
        this.key = key;
        this.retryAfter = decision.retryAfter();
        this.remaining = decision.remaining();
        this.policies = List.copyOf(policies);
    }

    /** Name of the limiter. */
    public String limiter() {
        return limiter;
    }

    /**
     * The key that ran out of permits; empty if the limiter has one key. A text as it was given, anything else as its key text.
     */
    public String key() {
        return key;
    }

    /**
     * Names of the bands that had no room for the call, as the header fields of web applications show them: the limiter's name
     * if it has one band, else the name, a colon and the band's time in seconds.
     */
    public List<String> policies() {
        return policies;
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
