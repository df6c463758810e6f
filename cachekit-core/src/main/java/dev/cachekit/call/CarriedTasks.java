package dev.cachekit.call;

import dev.cachekit.spi.ContextCarrier;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the tasks of one call elsewhere, one after another, with what belonged to the thread that began the call: it is noted
 * once, at the beginning. Safe for use by many threads.
 */
public final class CarriedTasks implements Executor {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Executor executor;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Runnable run;

    /**
     * Begins a call on this thread.
     *
     * @param context notes what belongs to this thread
     * @param executor runs the tasks
     */
    public CarriedTasks(ContextCarrier context, Executor executor) {
        this.executor = executor;
        this.run = context.carry(this::runAll);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            begin();
        }
    }

    /** What an executor refuses that is being shut down is refused to who waits for it, and keeps no later task from trying. */
    private void begin() {
        try {
            executor.execute(run);
        } catch (RejectedExecutionException refused) {
            do {
                tasks.poll();
            } while (waiting.decrementAndGet() > 0);
            throw refused;
        }
    }

    /** What carries the context may keep it in itself while it runs, so there is one run at a time. */
    private void runAll() {
        do {
            Objects.requireNonNull(tasks.poll(), "each count has its task").run();
        } while (waiting.decrementAndGet() > 0);
    }
}
