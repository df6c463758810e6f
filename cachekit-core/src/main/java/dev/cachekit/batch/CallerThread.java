package dev.cachekit.batch;

import dev.cachekit.WaitInterruptedException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The thread of a caller that waits for many stages at once, and meanwhile runs what is composed onto them. When it goes away
 * early, others run the rest: a removal that the store has not acknowledged must be queued all the same.
 */
final class CallerThread implements Executor {

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Executor successor;
    private volatile boolean left;

    CallerThread(Executor successor) {
        this.successor = successor;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (left) {
            handOver();
        }
    }

    /** Runs what comes until a stage has ended, which it does within the deadline of its requests. */
    void runUntil(CompletableFuture<?> end) {
        end.whenComplete((value, failure) -> execute(() -> {}));
        try {
            while (!end.isDone()) {
                tasks.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException("the batch", e);
        } finally {
            left = true;
            handOver();
        }
    }

    private void handOver() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            successor.execute(task);
        }
    }
}
