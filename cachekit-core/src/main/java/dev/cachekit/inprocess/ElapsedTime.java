package dev.cachekit.inprocess;

import dev.cachekit.spi.Scheduler;
import java.time.Duration;

/** Nanoseconds since this object was made, so that points in time can be compared with {@code <}. */
final class ElapsedTime {

    /** The end of what has no end. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final Scheduler scheduler;
    private final long start;

    ElapsedTime(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.start = scheduler.nanoTime();
    }

    long now() {
        return scheduler.nanoTime() - start;
    }

    /** Returns the end of what lasts that long from a point in time. */
    static long after(long now, Duration duration) {
        return duration.compareTo(LONGEST.minusNanos(now)) >= 0 ? NEVER : now + duration.toNanos();
    }
}
