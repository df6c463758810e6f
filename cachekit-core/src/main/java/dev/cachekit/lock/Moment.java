package dev.cachekit.lock;

import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;

/**
 * A moment by both clocks of this process. The monotonic one stands still while the machine is suspended; the other one may be
 * set.
 *
 * @param nanos by the monotonic clock
 * @param wall by the wall clock
 */
record Moment(long nanos, Instant wall) {

    /** Far above what clocks are slewed by between two looks at a lock, far below what a suspended machine loses. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    static Moment now(Scheduler clock) {
        return new Moment(clock.nanoTime(), clock.now());
    }

    Moment plus(Duration time) {
        return new Moment(nanos + time.toNanos(), wall.plus(time));
    }

    /** How long until then by the monotonic clock; negative if it is past. */
    long nanosAfter(Scheduler clock) {
        return nanos - clock.nanoTime();
    }

    /** How long until then by the clock that is ahead; negative if it is past. */
    Duration left(Scheduler clock) {
        Duration monotonic = Duration.ofNanos(nanosAfter(clock));
        Duration onTheWall = Duration.between(clock.now(), wall);
        return monotonic.compareTo(onTheWall) < 0 ? monotonic : onTheWall;
    }

    /** Whether the wall clock says that it has long been past. */
    boolean mayBePast(Scheduler clock) {
        return clock.now().isAfter(wall.plus(TOLERANCE));
    }
}
