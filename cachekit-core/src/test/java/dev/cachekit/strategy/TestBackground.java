package dev.cachekit.strategy;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs each task on a thread of its own, or keeps it until the test runs it, or has no room for it. */
final class TestBackground implements Executor {

    private final Queue<Runnable> kept = new ConcurrentLinkedQueue<>();
    private volatile boolean keeps;
    private volatile boolean full;

    /** From now on tasks wait for {@link #runKept}. */
    void keep() {
        keeps = true;
    }

    /** From now on there is no room. */
    void fill() {
        full = true;
    }

    int kept() {
        return kept.size();
    }

    /** Runs what has been kept, on this thread. */
    void runKept() {
        for (Runnable next = kept.poll(); next != null; next = kept.poll()) {
            next.run();
        }
    }

    @Override
    public void execute(Runnable task) {
        if (full) {
            throw new RejectedExecutionException("full");
        }
        if (keeps) {
            kept.add(task);
        } else {
            TestNode.started(() -> {
                task.run();
                return true;
            });
        }
    }
}
