package dev.cachekit.contract;

import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until it is moved. Due tasks run on the thread that moves it, in the order of their time. */
public final class ManualScheduler implements Scheduler {

    /** The wall clock before the first move. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    // Negative, as the real clock may be.
    private static final long START_NANOS = Duration.ofSeconds(-5).toNanos();

    private final Lock lock = new ReentrantLock();
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    private long elapsed;
    private long suspended;
    private long taskCount;
    private boolean closed;

    private record Task(long due, long number, Runnable work) {}

    /** Moves the clock, and runs what falls due on the way, each task at its own time. */
    public void advance(Duration duration) {
        long target = elapsed() + duration.toNanos();
        for (Task task = nextDue(target); task != null; task = nextDue(target)) {
            task.work().run();
        }
    }

    /** Moves the wall clock alone, as when the machine is suspended: the monotonic clock does not count that time. */
    public void suspend(Duration duration) {
        lock.lock();
        try {
            suspended += duration.toNanos();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many tasks are due later. */
    public int pendingTasks() {
        lock.lock();
        try {
            return tasks.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long nanoTime() {
        return START_NANOS + elapsed();
    }

    @Override
    public Instant now() {
        lock.lock();
        try {
            return START.plusNanos(elapsed + suspended);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Timer after(Duration delay, Runnable work) {
        lock.lock();
        try {
            Task task = new Task(elapsed + delay.toNanos(), taskCount++, work);
            if (!closed) {
                tasks.add(task);
            }
            return () -> drop(task);
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

    private @Nullable Task nextDue(long target) {
        lock.lock();
        try {
            Task next = tasks.peek();
            boolean due = next != null && next.due() <= target;
            elapsed = Math.max(elapsed, due ? next.due() : target);
            return due ? tasks.poll() : null;
        } finally {
            lock.unlock();
        }
    }

    private void drop(Task task) {
        lock.lock();
        try {
            tasks.remove(task);
        } finally {
            lock.unlock();
        }
    }
}
