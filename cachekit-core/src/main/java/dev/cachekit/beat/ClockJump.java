package dev.cachekit.beat;

import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;

/**
 * Compares the advance of the wall clock with that of the monotonic clock, which stands still while a machine is
 * suspended. Used by one thread at a time.
 */
final class ClockJump {

    /** Far above what clocks are slewed by within a second, far below what a suspended machine loses. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final Scheduler clock;
    private Instant wall;
    private long nanos;

    ClockJump(Scheduler clock) {
        this.clock = clock;
        this.wall = clock.now();
        this.nanos = clock.nanoTime();
    }

    /** Tells whether the clocks have parted since the last call. */
    boolean happened() {
        Instant wallNow = clock.now();
        long nanosNow = clock.nanoTime();
        Duration apart = Duration.between(wall, wallNow).minusNanos(nanosNow - nanos);
        wall = wallNow;
        nanos = nanosNow;
        return apart.abs().compareTo(TOLERANCE) > 0;
    }
}
