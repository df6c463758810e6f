package dev.cachekit.call;

import dev.cachekit.spi.ContextCarrier;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Runs the tasks of one call elsewhere, each with what belonged to the thread that began the call: it is noted once, at the
 * beginning. Safe for use by many threads.
 */
public final class CarriedTasks implements Executor {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Executor executor;
    private final Runnable next;

    /**
     * Begins a call on this thread.
     *
     * @param context notes what belongs to this thread
     * @param executor runs the tasks
     */
    public CarriedTasks(ContextCarrier context, Executor executor) {
        this.executor = executor;
        this.next = context.carry(this::runNext);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        executor.execute(next);
    }

    /** There is one run for each task; which run takes which does not matter. */
    private void runNext() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }
}
