package dev.cachekit.lock;

import dev.cachekit.AsyncDistributedLock;
import dev.cachekit.DistributedLock;
import dev.cachekit.HeldLock;
import dev.cachekit.LockNotAcquiredException;
import dev.cachekit.annotation.LockMode;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.lock.LockDemand.Local;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.spi.LockKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One view of a lock. Immutable; what is configured is asked for at each demand, as an annotation that names the lock may be
 * read later.
 *
 * @param lease the lease of this view; null for that of the lock
 */
record LockView(
        LockViews views,
        String name,
        List<LockKey> keys,
        LockMode mode,
        @Nullable Duration lease) implements DistributedLock {

    @Override
    public HeldLock acquire(Duration wait) {
        return taken(wait).orElseThrow(() -> new LockNotAcquiredException(name, wait));
    }

    @Override
    public Optional<HeldLock> tryAcquire(Duration wait) {
        return taken(wait).map(Function.identity());
    }

    private Optional<Hold> taken(Duration wait) {
        return Outcome.of(views.acquire(demand(wait), Caller.BLOCKING));
    }

    private LockDemand demand(Duration wait) {
        LockOptions.checkWait("lock " + name, wait);
        LockOptions options = views.options(name);
        Local local = options.local() ? Local.TOO : Local.NONE;
        return new LockDemand(name, keys, mode, wait, lease == null ? options.lease() : lease, local, 0);
    }

    @Override
    public DistributedLock key(@Nullable Object key) {
        return of(List.of(LockViews.key("lock " + name, name, key)), mode, lease);
    }

    @Override
    public DistributedLock keys(Collection<?> several) {
        if (several.isEmpty()) {
            throw new IllegalArgumentException("lock '" + name + "': keys must not be empty; give at least one");
        }
        return of(
                several.stream()
                        .map(key -> LockViews.key("lock " + name, name, key))
                        .toList(),
                mode,
                lease);
    }

    @Override
    public DistributedLock mode(LockMode other) {
        return of(keys, other, lease);
    }

    @Override
    public DistributedLock lease(Duration other) {
        LockOptions.checkLease("lock " + name, other);
        return of(keys, mode, other);
    }

    private LockView of(List<LockKey> otherKeys, LockMode otherMode, @Nullable Duration otherLease) {
        return new LockView(views, name, otherKeys, otherMode, otherLease);
    }

    @Override
    public AsyncDistributedLock async() {
        return new AsyncLockView(this);
    }

    /** The same, answered by futures. */
    private record AsyncLockView(LockView lock) implements AsyncDistributedLock {

        @Override
        public CompletableFuture<HeldLock> acquire(Duration wait) {
            return lock.views.acquireLater(
                    lock.demand(wait), hold -> hold.orElseThrow(() -> new LockNotAcquiredException(lock.name, wait)));
        }

        @Override
        public CompletableFuture<Optional<HeldLock>> tryAcquire(Duration wait) {
            return lock.views.acquireLater(lock.demand(wait), hold -> hold.map(Function.identity()));
        }
    }
}
