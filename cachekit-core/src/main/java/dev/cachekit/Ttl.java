package dev.cachekit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long an entry lives: a positive time, or for ever. Immutable.
 *
 * @param duration the time, at least one millisecond; the duration of {@link ChronoUnit#FOREVER} for ever
 */
public record Ttl(Duration duration) {

    // Before the constants that are made with it.
    private static final Duration SHORTEST = Duration.ofMillis(1);

    /** The entry never expires by itself. */
    public static final Ttl FOREVER = new Ttl(ChronoUnit.FOREVER.getDuration());

    /**
     * Checks that the time is at least one millisecond.
     *
     * @throws IllegalArgumentException if it is shorter
     */
    public Ttl {
        if (duration.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "ttl must be at least 1 ms but was " + duration + "; give a longer time or 'forever'");
        }
    }

    /**
     * Makes a lifetime.
     *
     * @param duration the time
     * @return the lifetime
     * @throws IllegalArgumentException if it is shorter than one millisecond
     */
    public static Ttl of(Duration duration) {
        return new Ttl(duration);
    }

    /**
     * Tells whether the entry never expires.
     *
     * @return true for {@link #FOREVER}
     */
    public boolean isForever() {
        return duration.equals(FOREVER.duration);
    }

    /**
     * Returns this lifetime shortened by a share of it. A jitter keeps entries that were filled together from expiring
     * together; it never lets one live longer.
     *
     * @param share 0 to 1 exclusive
     * @return the shorter lifetime; {@link #FOREVER} stays
     */
    public Ttl shortenedBy(double share) {
        if (isForever() || share <= 0) {
            return this;
        }
        long millis = (long) (duration.toMillis() * (1 - share));
        return new Ttl(Duration.ofMillis(Math.max(1, millis)));
    }

    @Override
    public String toString() {
        return isForever() ? "forever" : duration.toString();
    }
}
