package dev.cachekit.test.time;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Moves a clock as real time passes, until it is closed. What falls due runs on its thread. */
public final class RunningTime implements AutoCloseable {

    private final MovedTime time;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(RunningTime::daemon);
    private long seen = System.nanoTime(); // of the one thread, once it runs

    private RunningTime(MovedTime time) {
        this.time = time;
    }

    /**
     * Lets a clock run.
     *
     * @param time the clock
     * @return stops it when closed
     */
    public static RunningTime of(MovedTime time) {
        RunningTime running = new RunningTime(time);
        running.thread.scheduleAtFixedRate(running::tick, 1, 1, TimeUnit.MILLISECONDS);
        return running;
    }

    private void tick() {
        long now = System.nanoTime();
        time.advance(Duration.ofNanos(now - seen), () -> {});
        seen = now;
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "cachekit-test-clock");
        thread.setDaemon(true);
        return thread;
    }
}
