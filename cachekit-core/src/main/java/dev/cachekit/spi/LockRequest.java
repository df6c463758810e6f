package dev.cachekit.spi;

import java.time.Duration;

/**
 * One acquisition asks for a lock. It may ask again and again by the same token, until it is granted or released.
 *
 * @param key the lock
 * @param acquisition names the acquisition for ever
 * @param shared whether others may hold the lock beside it, if they share, too
 * @param lease how long it holds the lock unless it is extended, a millisecond to {@link #LONGEST}
 * @param turn what happens if the lock is not free
 */
public record LockRequest(LockKey key, Token acquisition, boolean shared, Duration lease, Turn turn) {

    /** How long a place in the queue is kept for one that does not ask again. */
    public static final Duration PLACE = Duration.ofSeconds(3);

    /** The longest lease. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /** How an acquisition that was refused waits. */
    public enum Turn {
        /** It does not. */
        NONE,

        /** Outside the queue: whoever asks first when the lock is free gets it, but not before those in the queue. */
        ANY,

        /** In the queue: nobody with whom it cannot share, and who asked later, gets the lock before it. */
        QUEUED
    }

    /** Checks the lease. */
    public LockRequest {
        if (lease.compareTo(Duration.ofMillis(1)) < 0 || lease.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("lease must be a millisecond to " + LONGEST + " but was " + lease);
        }
    }
}
