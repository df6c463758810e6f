package dev.cachekit.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads for code of users: asynchronous callers and their loaders, or subscribers of topics, which may block, or the
 * encoding of what other processes wait for. Each has threads of its own, so that none keeps another waiting.
 */
final class UserThreads implements Executor, AutoCloseable {

    /** So many may block at a time. */
    static final int MANY = 64;

    /** For what only computes. */
    static final int FEW = 4;

    private final ThreadPoolExecutor executor;

    /** Makes at most so many threads, whose names begin so. */
    UserThreads(String prefix, int threads) {
        executor = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DaemonThreads(prefix));
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
