package dev.cachekit.test;

import dev.cachekit.test.time.MovedTime;
import dev.cachekit.test.time.WatchedThreads;
import java.time.Duration;
import java.time.Instant;

/**
 * The time of CacheKit in a test: of the store, the near caches, limits, leases and timers. It stands still until it is
 * moved, and never goes back, not from one test method to the next either. What else reads a clock, as {@code Instant.now()}
 * does, is not moved. Safe for use by many threads.
 */
public final class CacheKitClock {

    private final MovedTime time;
    private final WatchedThreads threads;

    CacheKitClock(MovedTime time, WatchedThreads threads) {
        this.time = time;
        this.threads = threads;
    }

    /**
     * Tells the time.
     *
     * @return the time by which entries are stored and expire
     */
    public Instant now() {
        return time.now();
    }

    /**
     * Moves the clock. What falls due on the way is done at its time, one after the other; what that begins in the background
     * has ended on return, unless it takes longer than a second of real time. Blocks for as long as that takes.
     *
     * @param duration how far
     * @throws IllegalArgumentException if it is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a clock must not go back but was moved by " + duration);
        }
        time.advance(duration, threads::awaitQuiet);
    }

    /**
     * Waits until what CacheKit does in the background has ended, such as a reload that a hit has begun; not longer than a
     * second of real time.
     */
    public void awaitBackground() {
        threads.awaitQuiet();
    }
}
