package dev.cachekit.test.time;

import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock that stands still until it is moved. What falls due runs on the thread that moves it, in the order of its time.
 * Safe for use by many threads.
 */
public final class MovedTime implements Scheduler {

    private static final Logger log = LoggerFactory.getLogger(MovedTime.class);

    private final Lock lock = new ReentrantLock();
    private final PriorityQueue<Due> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private final Instant start;
    private long elapsed;
    private long count;
    private boolean closed;

    private record Due(long at, long number, Runnable work) {}

    /**
     * Makes a clock that has not moved yet.
     *
     * @param start the wall clock before the first move
     */
    public MovedTime(Instant start) {
        this.start = start;
    }

    /**
     * Moves the clock, and runs what falls due on the way, each task at its own time.
     *
     * @param duration how far; not negative
     * @param afterEach is run after each task, and at the end
     */
    public void advance(Duration duration, Runnable afterEach) {
        long target = elapsed() + duration.toNanos();
        for (Due due = next(target); due != null; due = next(target)) {
            run(due);
            afterEach.run();
        }
        afterEach.run();
    }

    /**
     * Moves the clock in one leap, and runs then what has fallen due on the way: as after a pause of the whole process.
     *
     * @param duration how far
     */
    public void leap(Duration duration) {
        lock.lock();
        try {
            elapsed += duration.toNanos();
        } finally {
            lock.unlock();
        }
        advance(Duration.ZERO, () -> {});
    }

    @Override
    public long nanoTime() {
        return elapsed();
    }

    @Override
    public Instant now() {
        return start.plusNanos(elapsed());
    }

    @Override
    public Timer after(Duration delay, Runnable work) {
        lock.lock();
        try {
            Due due = new Due(elapsed + delay.toNanos(), count++, work);
            if (!closed) {
                tasks.add(due);
            }
            return () -> drop(due);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            tasks.clear();
        } finally {
            lock.unlock();
        }
    }

    private long elapsed() {
        lock.lock();
        try {
            return elapsed;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Due next(long target) {
        lock.lock();
        try {
            Due next = tasks.peek();
            boolean isDue = next != null && next.at() <= target;
            elapsed = Math.max(elapsed, isDue ? next.at() : target);
            return isDue ? tasks.poll() : null;
        } finally {
            lock.unlock();
        }
    }

    private void drop(Due due) {
        lock.lock();
        try {
            tasks.remove(due);
        } finally {
            lock.unlock();
        }
    }

    /** As with the machine's own clock, one task that throws keeps no other from running. */
    private static void run(Due due) {
        try {
            due.work().run();
        } catch (RuntimeException failure) {
            log.warn("A timer task of CacheKit failed; please report it", failure);
        }
    }
}
