package dev.cachekit.spring.metrics;

import static dev.cachekit.spring.metrics.MeterTag.named;
import static dev.cachekit.spring.metrics.MeterTag.of;
import static dev.cachekit.spring.metrics.MeterText.counter;
import static dev.cachekit.spring.metrics.MeterText.timer;

/** What is measured of locks. */
enum LockMeter implements CacheKitMeter {
    /** Waits for locks. */
    WAITS(timer(
            "cachekit.lock.waits",
            "Time until a lock was taken, or until its caller gave up.",
            named("lock"),
            of("result", "acquired", "busy"))),

    /** Holds. */
    HOLDS(timer("cachekit.lock.holds", "Time for which a lock was held.", named("lock"))),

    /** Lost locks. */
    LOST(counter("cachekit.lock.lost", "Locks lost while their holders still worked under them.", named("lock"))),

    /** Locks that could not be asked for. */
    FAILURES(counter(
            "cachekit.lock.store.failures",
            "Locks that could not be asked for, because the store did not answer.",
            named("lock")));

    private final MeterText text;

    LockMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
