package dev.cachekit;

import dev.cachekit.annotation.LockMode;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock that one holder in the cluster has at a time. Obtained from {@code CacheKit} by name; safe for use by many threads.
 *
 * <pre>{@code
 *     try (HeldLock held = cacheKit.lock("nightly-report").acquire(Duration.ofSeconds(5))) {
 *         report.write(held.fencingToken());
 *     }
 * }</pre>
 *
 * <p>The lock belongs to the {@link HeldLock}, not to the thread: it may be closed on another thread, and it cannot be taken
 * twice by the same one. It is renewed until it is closed or its process dies; after that it is free within ten seconds.
 *
 * <p>Threads of one process that wait for a lock stand in line within it; one of them, or of {@link LockMode#FAIR} callers 16,
 * asks Redis about once a second. So what waiting costs Redis grows with the processes, not with their threads.
 *
 * <p>{@link #key}, {@link #keys}, {@link #mode} and {@link #lease} give other views of the lock of the same name; they may be
 * combined, and cost nothing. {@code WithLock} of the same name and key locks the same.
 *
 * <p><b>When Redis is away</b> both methods throw {@link BackendUnavailableException} within
 * {@code cachekit.redis.deadline}.
 */
public interface DistributedLock {

    /**
     * Takes the lock, waiting for it on this thread.
     *
     * @param wait how long to wait at most; zero tries once
     * @return the lock, to be closed by the caller
     * @throws LockNotAcquiredException if it was not free in time
     * @throws WaitInterruptedException if the thread is interrupted while it waits
     * @throws BackendUnavailableException if Redis is away
     */
    HeldLock acquire(Duration wait);

    /**
     * As {@link #acquire}, for callers that expect to go without.
     *
     * @param wait how long to wait at most; zero tries once
     * @return the lock, to be closed by the caller; empty if it was not free in time
     * @throws WaitInterruptedException if the thread is interrupted while it waits
     * @throws BackendUnavailableException if Redis is away
     */
    Optional<HeldLock> tryAcquire(Duration wait);

    /**
     * Narrows the lock down to one key, such as one cart.
     *
     * @param key what is locked; null is a key of its own
     * @return a view of this lock
     * @throws UnsupportedKeyException if the key has no stable text
     */
    DistributedLock key(@Nullable Object key);

    /**
     * Narrows the lock down to several keys. All of them are taken, in one order that all callers share, so that two callers
     * never wait for each other; or none. {@link HeldLock#fencingToken()} then exceeds that of every earlier acquisition of any
     * of them.
     *
     * @param keys what is locked, at least one; the same twice counts once
     * @return a view of this lock
     * @throws UnsupportedKeyException if a key has no stable text
     * @throws IllegalArgumentException if there is none
     */
    DistributedLock keys(Collection<?> keys);

    /**
     * Sets who else may hold the lock. All users of a lock should agree: {@code READ} beside {@code WRITE}, else one mode.
     *
     * @param mode the mode; default {@link LockMode#EXCLUSIVE}
     * @return a view of this lock
     */
    DistributedLock mode(LockMode mode);

    /**
     * Sets how long the lock is held at most; then it counts as lost. It is not renewed, but Redis is asked every third of it,
     * and at least every 3.3 seconds, whether it still knows the lock: so a loss is told soon, not at the end of a long lease.
     *
     * @param lease a millisecond to 365 days
     * @return a view of this lock
     * @throws IllegalArgumentException if it is shorter or longer
     */
    DistributedLock lease(Duration lease);

    /** Returns the same lock for callers that do not wait. */
    AsyncDistributedLock async();
}
