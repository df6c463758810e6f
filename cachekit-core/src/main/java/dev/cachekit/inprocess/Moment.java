package dev.cachekit.inprocess;

import java.time.Duration;

/**
 * What a step has to know beside the cell: the time, and the state of the cell's cache.
 *
 * @param now nanoseconds of {@link ElapsedTime}
 * @param incarnation counts how often the cache was cleared; what carries another one is from before
 * @param tags which tags were invalidated, and when
 */
record Moment(long now, long incarnation, TagTable tags) {

    /** Returns the end of what lasts that long from now. */
    long after(Duration duration) {
        return ElapsedTime.after(now, duration);
    }

    /** Returns the time from now until then. */
    Duration until(long end) {
        return Duration.ofNanos(end - now);
    }
}
