package dev.cachekit;

import org.jspecify.annotations.Nullable;

/**
 * The lock under which the code of this thread runs: that of the innermost {@code @WithLock} method, or one that was entered
 * by hand. Each thread has its own; what runs on another thread does not see it.
 *
 * <pre>{@code
 *     @WithLock(name = "account", key = "#id")
 *     public void book(long id, long amount) {
 *         accounts.update(id, amount, CurrentLock.fencingToken()); // ... where fence < ?
 *     }
 * }</pre>
 *
 * <p>Asks only this process, so nothing changes when Redis is away.
 */
public final class CurrentLock {

    /** The one place that ties a thread to its lock; each entry is taken back by the scope that made it. */
    private static final ThreadLocal<@Nullable HeldLock> CURRENT = new ThreadLocal<>();

    private CurrentLock() {}

    /**
     * Returns a number that grows with every acquisition of this lock, for stores that refuse smaller ones. No lock can stop a
     * holder that was paused; such a store can.
     *
     * @return the number of this acquisition
     * @throws IllegalStateException if this thread does not run under a lock
     */
    public static long fencingToken() {
        return held().fencingToken();
    }

    /**
     * Tells whether the lock is still held, as {@link HeldLock#isHeld()} does.
     *
     * @return false once it was lost
     * @throws IllegalStateException if this thread does not run under a lock
     */
    public static boolean isHeld() {
        return held().isHeld();
    }

    /**
     * Makes a lock the current one of this thread.
     *
     * @param lock the lock
     * @return ends it and makes the lock from before the current one again; to be closed on this thread
     */
    public static Scope enter(HeldLock lock) {
        HeldLock before = CURRENT.get();
        CURRENT.set(lock);
        return () -> restore(before);
    }

    private static void restore(@Nullable HeldLock before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    private static HeldLock held() {
        HeldLock lock = CURRENT.get();
        if (lock == null) {
            throw new IllegalStateException(
                    "no lock is held by the code that runs on this thread; call it from a @WithLock"
                            + " method, on the same thread");
        }
        return lock;
    }

    /** The time in which a lock is the current one. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
