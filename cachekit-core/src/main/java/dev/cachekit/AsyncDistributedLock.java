package dev.cachekit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A {@link DistributedLock} for callers that do not wait: the same lock, answered by futures. Safe for use by many threads.
 *
 * <p>No method blocks. Futures go on on CacheKit's executor, never on a thread of Redis. Cancelling one ends the wait, and
 * whatever was taken by then is given back. Close what you were given by {@link HeldLock#closeAsync()}.
 *
 * <p><b>When Redis is away</b> every future fails with {@link BackendUnavailableException} within
 * {@code cachekit.redis.deadline}.
 */
public interface AsyncDistributedLock {

    /**
     * As {@link DistributedLock#acquire}.
     *
     * @param wait how long to wait at most; zero tries once
     * @return the lock; fails with {@link LockNotAcquiredException} if it was not free in time
     */
    CompletableFuture<HeldLock> acquire(Duration wait);

    /**
     * As {@link DistributedLock#tryAcquire}.
     *
     * @param wait how long to wait at most; zero tries once
     * @return the lock; empty if it was not free in time
     */
    CompletableFuture<Optional<HeldLock>> tryAcquire(Duration wait);
}
