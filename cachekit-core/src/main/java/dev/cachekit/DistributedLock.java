package dev.cachekit;

import java.time.Duration;
import java.util.Optional;

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
 * twice by the same one. It is renewed until it is closed or its process dies.
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
}
