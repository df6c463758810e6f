package dev.cachekit.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads for reloads and for loads with a time limit, which block. Rejects what finds no room. On close, loads under
 * way have two seconds to end; then they are abandoned, and their leases expire.
 */
final class BackgroundThreads implements Executor, AutoCloseable {

    private static final int THREADS = 64;
    private static final int ROOM = 1_000;
    private static final Duration LAST_CHANCE = Duration.ofSeconds(2);

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(ROOM),
            new DaemonThreads("cachekit-load-"));

    BackgroundThreads() {
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        executor.awaitTermination(LAST_CHANCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
