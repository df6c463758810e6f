package dev.cachekit.spi;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches work that takes time, from its beginning to its end: what traces are made of. Called on the threads of callers, so it
 * must be quick and must not throw. Implementations are safe for use by many threads. None is told a key or a value.
 */
public interface Observer {

    /** Watches nothing. */
    Observer NONE = new Observer() {};

    /** What can be watched. */
    enum Work {
        /** A load; its name is the cache's. */
        LOAD,

        /** A request to a store in another process; its name is a short fixed word for what it does. */
        STORE_REQUEST,

        /** Taking a lock, with the wait for it; its name is the lock's. */
        LOCK_WAIT
    }

    /** Work that is being watched. Ended once, by any thread. */
    @FunctionalInterface
    interface Watched {

        /** Nobody looks. */
        Watched UNSEEN = failure -> {};

        /**
         * Runs a part of the work on this thread, so that what is watched inside it is known to belong to it.
         *
         * @param part the part
         * @param <T> the type of its result
         * @return its result; throws what the part throws
         */
        default <T> T within(Supplier<T> part) {
            return part.get();
        }

        /**
         * The work has ended.
         *
         * @param failure what it failed with, bare; null if it went well
         */
        void end(@Nullable Throwable failure);
    }

    /**
     * Work begins on this thread.
     *
     * @param work what it is
     * @param name what it is about, one of few names
     * @return to be told of its end
     */
    default Watched begin(Work work, String name) {
        return Watched.UNSEEN;
    }

    /**
     * Notes what is being watched on this thread, for a thread that works on it.
     *
     * @param task what is to run on another thread
     * @return the task, which will belong to the same work there
     */
    default Runnable carry(Runnable task) {
        return task;
    }
}
