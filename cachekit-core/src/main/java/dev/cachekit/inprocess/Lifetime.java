package dev.cachekit.inprocess;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import java.time.Duration;

/**
 * The times of a stored value, in nanoseconds of {@link ElapsedTime}.
 *
 * @param storedAt when it was stored
 * @param freshUntil when it becomes stale, {@link ElapsedTime#NEVER} for never
 * @param ends when its grace is over and it is gone, {@link ElapsedTime#NEVER} for never
 */
record Lifetime(long storedAt, long freshUntil, long ends) {

    static Lifetime of(Ttl ttl, Duration grace, Moment moment) {
        return new Lifetime(moment.now(), 0, 0).renewed(ttl, grace, moment);
    }

    /** Returns this lifetime with another end, counted from now. */
    Lifetime renewed(Ttl ttl, Duration grace, Moment moment) {
        long stale = moment.after(ttl.duration());
        return new Lifetime(storedAt, stale, stale == ElapsedTime.NEVER ? stale : moment.after(sum(ttl, grace)));
    }

    boolean isStale(Moment moment) {
        return freshUntil <= moment.now();
    }

    Duration age(Moment moment) {
        return Duration.ofNanos(moment.now() - storedAt);
    }

    /** Returns how long the value was to be fresh from when it was stored. */
    Ttl ttl() {
        return freshUntil == ElapsedTime.NEVER ? Ttl.FOREVER : Ttl.of(Duration.ofNanos(freshUntil - storedAt));
    }

    /** Returns the rest of the time during which the value is fresh. */
    Expiry expiry(Moment moment) {
        return freshUntil == ElapsedTime.NEVER ? new Expiry.Never() : new Expiry.In(moment.until(freshUntil));
    }

    private static Duration sum(Ttl ttl, Duration grace) {
        return ttl.duration().plus(grace);
    }
}
