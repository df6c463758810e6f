package dev.cachekit.meter;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations as microseconds, the unit of all counting. */
final class Micros {

    private Micros() {}

    static long of(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }
}
