package dev.cachekit.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads for code of users, which may block: asynchronous callers and their loaders, or subscribers of topics. Each of
 * the two has threads of its own, so that neither keeps the other waiting.
 */
final class UserThreads implements Executor, AutoCloseable {

    private static final int THREADS = 64;

    private final ThreadPoolExecutor executor;

    /** Makes threads whose names begin so. */
    UserThreads(String prefix) {
        executor = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DaemonThreads(prefix));
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
