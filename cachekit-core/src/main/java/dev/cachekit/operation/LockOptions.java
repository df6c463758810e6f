package dev.cachekit.operation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one lock, as far as they are given. Immutable.
 *
 * @param maxWait how long a call waits for it; null if not given
 * @param lease how long it is held at most; null to renew it
 * @param local whether somebody does with a lock within this process while the store is away, so that all have to take it
 */
public record LockOptions(
        @Nullable Duration maxWait, @Nullable Duration lease, boolean local) {

    /** Nothing is given. */
    public static final LockOptions NONE = new LockOptions(null, null, false);

    /** How long a call waits unless something else is given. */
    public static final Duration DEFAULT_MAX_WAIT = Duration.ofSeconds(10);

    private static final Duration SHORTEST_LEASE = Duration.ofMillis(1);
    private static final Duration LONGEST_LEASE = Duration.ofDays(365);

    /**
     * Fills in what is not given here.
     *
     * @param weaker gives it
     * @return both
     */
    public LockOptions over(LockOptions weaker) {
        return new LockOptions(
                maxWait != null ? maxWait : weaker.maxWait,
                lease != null ? lease : weaker.lease,
                local || weaker.local);
    }

    /**
     * Tells whether both can hold for one lock.
     *
     * @param other what another says of it
     * @return false if both give a time, and not the same
     */
    public boolean agreesWith(LockOptions other) {
        return agree(maxWait, other.maxWait) && agree(lease, other.lease);
    }

    private static boolean agree(@Nullable Duration mine, @Nullable Duration other) {
        return mine == null || other == null || mine.equals(other);
    }

    /**
     * Returns how long a call waits.
     *
     * @return what is given, or ten seconds
     */
    public Duration effectiveMaxWait() {
        return maxWait != null ? maxWait : DEFAULT_MAX_WAIT;
    }

    /**
     * Checks how long to wait.
     *
     * @param where the place that gives it
     * @param wait the time
     * @throws IllegalArgumentException if it is negative
     */
    public static void checkWait(String where, Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException(
                    where + ": wait must not be negative but was " + wait + "; give zero to try once");
        }
    }

    /**
     * Checks a lease.
     *
     * @param where the place that gives it
     * @param lease the time
     * @throws IllegalArgumentException if it is shorter than a millisecond or longer than 365 days
     */
    public static void checkLease(String where, Duration lease) {
        if (lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException(where + ": lease must be 1 ms to 365 days but was " + lease
                    + "; leave it out to renew the lock until it is released");
        }
    }
}
