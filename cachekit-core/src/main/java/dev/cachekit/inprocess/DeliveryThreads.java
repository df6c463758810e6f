package dev.cachekit.inprocess;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads that hand out messages: as many as receivers are busy at once, so a slow one delays no other. */
final class DeliveryThreads implements Executor {

    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    void close() {
        threads.shutdownNow();
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "cachekit-delivery-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
