package dev.cachekit;

import java.time.Duration;

/**
 * What a {@link RateLimiter} answered. With several bands each figure is that of the band that is tightest.
 *
 * @param allowed whether the call may go on; its permits are taken then
 * @param remaining permits left after this call
 * @param retryAfter the earliest time, from now, at which the same call could be allowed; zero if it was
 * @param resetAfter time, from now, until all permits are back if nobody takes any
 */
public record Decision(boolean allowed, long remaining, Duration retryAfter, Duration resetAfter) {

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if one is negative, or an allowed call is told to come back later
     */
    public Decision {
        if (remaining < 0 || retryAfter.isNegative() || resetAfter.isNegative()) {
            throw new IllegalArgumentException("Decision: figures must not be negative but were remaining=" + remaining
                    + ", retryAfter=" + retryAfter + ", resetAfter=" + resetAfter);
        }
        if (allowed && !retryAfter.isZero()) {
            throw new IllegalArgumentException(
                    "Decision: retryAfter of an allowed call must be zero but was " + retryAfter);
        }
    }
}
