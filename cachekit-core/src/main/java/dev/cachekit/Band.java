package dev.cachekit;

import dev.cachekit.annotation.Algorithm;
import java.time.Duration;

/**
 * One limit of a {@link RateLimiter}: so many permits per duration. Immutable.
 *
 * <pre>{@code
 *     Band.tokenBucket(100, Duration.ofMinutes(1)).withBurst(20)
 * }</pre>
 *
 * @param algorithm how to count
 * @param permits permits per duration, positive, at most 1,000,000,000
 * @param per the duration, from 1 ms to 366 days
 * @param burst permits that may be used at once, positive; 0 means {@code permits}, and the component then reads so. Anything
 *     else is for token buckets only
 */
public record Band(Algorithm algorithm, long permits, Duration per, long burst) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final long MOST = 1_000_000_000;

    /**
     * Checks the limit.
     *
     * @throws InvalidConfigurationException if a number or the duration is not positive, or a window has a burst
     */
    public Band {
        require(permits > 0, permits, "permits must be positive", "allow at least 1");
        require(permits <= MOST, permits, "permits must be at most " + MOST, "take a shorter duration");
        require(
                !per.isZero() && !per.isNegative(),
                per,
                "per must be positive",
                "use for example Duration.ofSeconds(1)");
        require(
                per.compareTo(SHORTEST) >= 0 && per.compareTo(LONGEST) <= 0,
                per,
                "per must be from 1 ms to 366 days",
                "use for example Duration.ofSeconds(1)");
        require(burst >= 0, burst, "burst must not be negative", "use 0 for as many as permits");
        require(burst <= MOST, burst, "burst must be at most " + MOST, "use 0 for as many as permits");
        burst = burst == 0 ? permits : burst;
        require(
                algorithm == Algorithm.TOKEN_BUCKET || burst == permits,
                burst,
                "burst must be that of permits for " + algorithm,
                "leave burst out, or use a token bucket");
    }

    /**
     * A bucket that fills evenly and is full at the start.
     *
     * @param permits permits per duration, positive; also the burst
     * @param per the duration, positive
     * @return the band
     */
    public static Band tokenBucket(long permits, Duration per) {
        return new Band(Algorithm.TOKEN_BUCKET, permits, per, 0);
    }

    /**
     * Never more than the permits in any window of that length.
     *
     * @param permits permits per window, positive
     * @param per the length of the window, positive
     * @return the band
     */
    public static Band slidingWindow(long permits, Duration per) {
        return new Band(Algorithm.SLIDING_WINDOW, permits, per, 0);
    }

    /**
     * Permits per window, counted anew in each.
     *
     * @param permits permits per window, positive
     * @param per the length of the window, positive
     * @return the band
     */
    public static Band fixedWindow(long permits, Duration per) {
        return new Band(Algorithm.FIXED_WINDOW, permits, per, 0);
    }

    /**
     * The same with another burst.
     *
     * @param burst permits that may be used at once; 0 means as many as {@code permits}
     * @return the band
     */
    public Band withBurst(long burst) {
        return new Band(algorithm, permits, per, burst);
    }

    private static void require(boolean holds, Object value, String rule, String remedy) {
        if (!holds) {
            throw new InvalidConfigurationException("Band", value.toString(), rule, remedy);
        }
    }
}
