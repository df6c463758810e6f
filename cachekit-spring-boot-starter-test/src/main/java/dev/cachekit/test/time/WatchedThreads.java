package dev.cachekit.test.time;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Threads whose work can be waited for. As many as there is work, so that none waits for another. */
public final class WatchedThreads implements Executor, AutoCloseable {

    /** Work that has not ended by then waits for something, perhaps for the thread that waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AtomicLong count = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::daemon);
    private final Set<Work> underWay = ConcurrentHashMap.newKeySet();

    /** Makes threads; the first begins with the first work. */
    public WatchedThreads() {}

    @Override
    public void execute(Runnable task) {
        Work work = new Work(task);
        underWay.add(work);
        threads.execute(() -> run(work));
    }

    /**
     * Waits until all work has ended, and what it began in turn; not for the work of the calling thread. What has not
     * ended within a second is not waited for any longer, now or later.
     */
    public void awaitQuiet() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Optional<Work> next = another(); next.isPresent(); next = another()) {
            if (!next.get().hasEndedBy(end)) {
                underWay.remove(next.get());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private Optional<Work> another() {
        return underWay.stream()
                .filter(work -> work.runner != Thread.currentThread())
                .findAny();
    }

    private void run(Work work) {
        work.runner = Thread.currentThread();
        try {
            work.task.run();
        } finally {
            underWay.remove(work);
            work.ended.countDown();
        }
    }

    private Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "cachekit-test-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private static final class Work {

        private final Runnable task;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile @Nullable Thread runner;

        Work(Runnable task) {
            this.task = task;
        }

        boolean hasEndedBy(long end) {
            try {
                return ended.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
