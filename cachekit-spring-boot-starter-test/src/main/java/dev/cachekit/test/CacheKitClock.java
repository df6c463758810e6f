package dev.cachekit.test;

import dev.cachekit.test.time.MovedTime;
import dev.cachekit.test.time.RunningTime;
import dev.cachekit.test.time.WatchedThreads;
import java.time.Duration;
import java.time.Instant;

/**
 * The time of CacheKit in a test: of the store, the near caches, limits, leases and timers. It stands still until it is
 * moved, and never goes back, not from one test method to the next either. What else reads a clock, as {@code Instant.now()}
 * does, is not moved. Safe for use by many threads.
 *
 * <p>A call that waits for time, such as one with {@code maxWait} or a {@code hardTimeout}, waits for this clock. While that
 * stands still, it waits for longer than it should, or for ever: let the clock {@link #run()}, or move it from another thread.
 */
public final class CacheKitClock {

    private static final Duration FARTHEST = Duration.ofDays(36_500);

    private final MovedTime time;
    private final RunningTime running;
    private final WatchedThreads threads;

    CacheKitClock(MovedTime time, RunningTime running, WatchedThreads threads) {
        this.time = time;
        this.running = running;
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
     * has ended on return, unless it takes longer than a second of real time. It blocks for as long as the work takes.
     *
     * <p>Of the beats that ask every second whether Redis is there, those are left out on a long way between which nothing
     * else happens.
     *
     * @param duration how far
     * @throws IllegalArgumentException if it is negative, or longer than a hundred years
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a clock must not go back but was moved by " + duration);
        }
        if (duration.compareTo(FARTHEST) > 0) {
            throw new IllegalArgumentException(
                    "a clock must not be moved by more than " + FARTHEST + " at once but was by " + duration);
        }
        time.advance(duration, threads::awaitQuiet);
    }

    /**
     * Lets the clock run by itself, as fast as a real one, until the end of the test method: for calls that wait. What falls
     * due is done on a thread of the clock. It can still be moved. Has no effect on a clock that runs.
     */
    public void run() {
        running.begin(this);
    }

    /**
     * Waits until what CacheKit does in the background has ended, such as a reload that a hit has begun; not longer than a
     * second of real time.
     */
    public void awaitBackground() {
        threads.awaitQuiet();
    }

    /** The test method is over. */
    void standStill() {
        running.end(this);
    }
}
