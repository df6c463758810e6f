package dev.cachekit.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads on which asynchronous callers are continued. They may run loaders, which block. */
final class CallbackThreads implements Executor, AutoCloseable {

    private static final int THREADS = 64;

    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);

    CallbackThreads() {
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

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "cachekit-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
