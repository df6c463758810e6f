package dev.cachekit.spi;

/**
 * Takes what belongs to a calling thread, such as a trace or a security context, to the thread that works for it. Safe for
 * use by many threads.
 */
@FunctionalInterface
public interface ContextCarrier {

    /** Takes nothing along. */
    ContextCarrier NONE = task -> task;

    /**
     * Notes the context of this thread. Never its transaction: what runs elsewhere must not take part in it.
     *
     * @param task what is to run on another thread
     * @return the task, which will find this thread's context there and leave none behind
     */
    Runnable carry(Runnable task);
}
