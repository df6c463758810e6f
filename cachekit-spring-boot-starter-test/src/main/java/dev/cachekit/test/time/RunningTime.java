package dev.cachekit.test.time;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Moves a clock as real time passes, while anybody wants it to. What falls due runs on its thread. Safe for use by many
 * threads.
 */
public final class RunningTime implements AutoCloseable {

    /** For a tick under way, in which a task may hang. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final MovedTime time;
    private final Lock lock = new ReentrantLock();
    private final Set<Object> wanting = new HashSet<>();
    private @Nullable ScheduledExecutorService thread;
    private volatile long seen;

    /**
     * Begins with a clock that stands still.
     *
     * @param time the clock
     */
    public RunningTime(MovedTime time) {
        this.time = time;
    }

    /**
     * Lets the clock run.
     *
     * @param who wants it to
     */
    public void begin(Object who) {
        lock.lock();
        try {
            wanting.add(who);
            if (thread == null) {
                seen = System.nanoTime();
                thread = Executors.newSingleThreadScheduledExecutor(RunningTime::daemon);
                thread.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops the clock, unless another wants it to run. Afterwards it moves no more by itself.
     *
     * @param who wanted it to run; one who did not is welcome, too
     */
    public void end(Object who) {
        lock.lock();
        try {
            wanting.remove(who);
            if (wanting.isEmpty()) {
                stop();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            wanting.clear();
            stop();
        } finally {
            lock.unlock();
        }
    }

    private void stop() {
        ScheduledExecutorService ran = thread;
        thread = null;
        if (ran == null) {
            return;
        }
        ran.shutdown();
        try {
            ran.awaitTermination(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        long now = System.nanoTime();
        time.advance(Duration.ofNanos(now - seen), () -> {});
        seen = now;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "cachekit-test-clock");
        thread.setDaemon(true);
        return thread;
    }
}
