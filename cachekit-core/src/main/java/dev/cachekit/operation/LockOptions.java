package dev.cachekit.operation;

import dev.cachekit.annotation.BackendFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one lock, as far as they are given. Immutable.
 *
 * @param maxWait how long a call waits for it; null if not given
 * @param lease how long it is held at most; null to renew it
 * @param onBackendFailure what to do without a store; null if not given
 */
public record LockOptions(
        @Nullable Duration maxWait,
        @Nullable Duration lease,
        @Nullable BackendFailure onBackendFailure) {

    /** Nothing is given. */
    public static final LockOptions NONE = new LockOptions(null, null, null);

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
    public LockOptions orElse(LockOptions weaker) {
        return new LockOptions(
                maxWait != null ? maxWait : weaker.maxWait,
                lease != null ? lease : weaker.lease,
                onBackendFailure != null ? onBackendFailure : weaker.onBackendFailure);
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
     * Tells whether the lock is held within this process alone while the store is away.
     *
     * @return false to refuse
     */
    public boolean isLocal() {
        return onBackendFailure == BackendFailure.LOCAL;
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
