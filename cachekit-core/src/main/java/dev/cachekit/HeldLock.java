package dev.cachekit;

import java.util.concurrent.CompletionStage;

/**
 * One acquisition of a {@link DistributedLock}. Safe for use by many threads; close it to release the lock.
 *
 * <p><b>When Redis is away</b> longer than the lock can go without renewal, it counts as lost. So does a lock that is held when
 * its {@code CacheKit} is closed: nobody renews it any more. It is not released then, since its holder may still be working; in
 * Redis it ends with its lease.
 */
public interface HeldLock extends AutoCloseable {

    /**
     * A number greater than that of every earlier acquisition of this lock, for stores that refuse smaller ones. It grows with
     * Redis's clock, and stands its being set back by up to 50 seconds, or a failover to a server whose clock is as far behind
     * and that has received the last writes.
     */
    long fencingToken();

    /**
     * Tells whether the lock is still held, from this process's own knowledge and without asking Redis. True is no proof: a
     * pause may follow the answer.
     *
     * @return false once the lock was closed or lost; also while the wall clock says that its lease has ended meanwhile, as
     *     after the machine was suspended, until Redis has confirmed the lock
     */
    boolean isHeld();

    /**
     * Releases the lock and wakes one who waits. Closing again does nothing. Does not throw if the lock was lost or Redis is
     * away: the lock then ends by itself.
     */
    @Override
    void close();

    /**
     * Releases the lock without waiting for Redis's answer on this thread.
     *
     * @return ends when Redis has answered, or did not in time; never fails
     */
    CompletionStage<Void> closeAsync();

    /**
     * Asks to be told when the lock is lost; if it already is, at once.
     *
     * <p>A lock that turns out to have been lost when it is closed counts as lost, too.
     *
     * @param action run at most once, on CacheKit's executor; not run when the lock is closed in time
     */
    void onLost(Runnable action);
}
