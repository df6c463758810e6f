package dev.cachekit.strategy;

import dev.cachekit.spi.ContextCarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where loads run that no caller waits for, or not to the end. The context of the caller comes along, its transaction does
 * not. Safe for use by many threads.
 */
public final class Background {

    private final Executor executor;
    private final ContextCarrier context;

    /** Whether this thread works for us already. */
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    /**
     * Makes a background.
     *
     * @param executor has a limit, and rejects what is beyond it; never runs a task on the thread that gives it
     * @param context takes the caller's context along
     */
    public Background(Executor executor, ContextCarrier context) {
        this.executor = executor;
        this.context = context;
    }

    /** Runs a task on a thread of the background; returns false if there is no room for it. */
    boolean run(Runnable task) {
        Runnable carried = context.carry(task);
        try {
            executor.execute(() -> runInside(carried));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Tells whether this thread is one of the background: if such a thread waited for another, all could end up waiting. */
    boolean isHere() {
        return inside.get();
    }

    private void runInside(Runnable task) {
        inside.set(true);
        try {
            task.run();
        } finally {
            inside.remove();
        }
    }
}
