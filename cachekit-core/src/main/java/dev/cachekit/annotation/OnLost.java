package dev.cachekit.annotation;

/** What a {@link WithLock @WithLock} does when the lock is lost while the method runs. */
public enum OnLost {
    /**
     * Make the transaction opened inside roll back with {@link dev.cachekit.LockLostException}; without one, throw it after
     * the method.
     */
    THROW,

    /** As {@link #THROW}, and interrupt the thread that runs the method at once. */
    INTERRUPT
}
