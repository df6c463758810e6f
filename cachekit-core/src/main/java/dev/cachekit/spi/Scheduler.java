package dev.cachekit.spi;

import java.time.Duration;
import java.time.Instant;

/** The clock and the timer of the framework, so that tests can move time. Safe for use by many threads. */
public interface Scheduler extends AutoCloseable {

    /**
     * Returns a reading of the monotonic clock.
     *
     * @return nanoseconds from an arbitrary start
     */
    long nanoTime();

    /**
     * Returns the wall clock, for people only.
     *
     * @return now
     */
    Instant now();

    /**
     * Runs a task once, later, on a thread of ours. Tasks are short and never block.
     *
     * @param delay how long from now
     * @param task the task
     * @return cancels the task
     */
    Timer after(Duration delay, Runnable task);

    /** Ends the timer threads. Tasks that are due later are dropped. */
    @Override
    void close();

    /**
     * A task that asks how things stand, again and again, and schedules itself anew each time. A clock that is moved over a
     * long time may leave it out where nothing else is due.
     */
    @FunctionalInterface
    interface Repeated extends Runnable {}

    /** A task that is due later. */
    @FunctionalInterface
    interface Timer {
        /** Drops the task unless it has started. */
        void cancel();
    }
}
