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

    /** What may still follow from a task, and what must have been found out before the next: some seconds of beats. */
    private static final long CALM = Duration.ofSeconds(10).toNanos();

    private final Lock lock = new ReentrantLock();
    private final PriorityQueue<Due> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private final Instant start;
    private long elapsed;
    private long count;
    private long lastEvent;
    private boolean closed;

    private record Due(long at, long number, Task task) {

        boolean isRepeated() {
            return task.work() instanceof Repeated;
        }

        Due later(long by) {
            return new Due(at + by, number, task);
        }
    }

    private record Task(long delay, Runnable work) {}

    /**
     * Makes a clock that has not moved yet.
     *
     * @param start the wall clock before the first move
     */
    public MovedTime(Instant start) {
        this.start = start;
    }

    /**
     * Moves the clock, and runs what falls due on the way, each task at its own time. Repeated tasks are left out where
     * nothing else falls due before and after for a while.
     *
     * @param duration how far; not negative
     * @param afterEach is run after each task, and at the end
     */
    public void advance(Duration duration, Runnable afterEach) {
        long target = begun() + duration.toNanos();
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
            long nanos = delay.toNanos();
            Due due = new Due(elapsed + nanos, count++, new Task(nanos, work));
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

    /** What the one who moves the clock has done just before may have consequences, too. */
    private long begun() {
        lock.lock();
        try {
            lastEvent = elapsed;
            return elapsed;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Due next(long target) {
        lock.lock();
        try {
            leaveOut(target);
            Due next = tasks.peek();
            if (next == null || next.at() > target) {
                elapsed = Math.max(elapsed, target);
                return null;
            }
            elapsed = Math.max(elapsed, next.at());
            lastEvent = next.isRepeated() ? lastEvent : elapsed;
            return tasks.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Puts repeated tasks off until shortly before something else, or the end of the way. */
    private void leaveOut(long target) {
        Due next = tasks.peek();
        if (next == null || !next.isRepeated() || next.at() - lastEvent < CALM) {
            return;
        }
        long end = tasks.stream()
                .filter(due -> !due.isRepeated())
                .mapToLong(Due::at)
                .reduce(target, Math::min);
        long rounds = (end - CALM - next.at()) / next.task().delay();
        if (rounds > 0) {
            tasks.remove(next);
            tasks.add(next.later(rounds * next.task().delay()));
        }
    }

    /** By its number: a task that was put off is the same. */
    private void drop(Due due) {
        lock.lock();
        try {
            tasks.removeIf(each -> each.number() == due.number());
        } finally {
            lock.unlock();
        }
    }

    /** As with the machine's own clock, one task that throws keeps no other from running. */
    private static void run(Due due) {
        try {
            due.task().work().run();
        } catch (RuntimeException | Error failure) {
            log.warn("A timer task of CacheKit failed; please report it", failure);
        }
    }
}
