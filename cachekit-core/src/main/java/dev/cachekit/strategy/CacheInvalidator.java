package dev.cachekit.strategy;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Removes from caches. Safe for use by many threads.
 *
 * <p>Inside a transaction the removal takes place when that has ended, unless it was rolled back; until then the
 * transaction itself reads none of the keys from the cache.
 *
 * <p>An invalidation is never lost silently: if the store does not answer, it is sent again until it does, and until
 * then this process reads nothing it could not invalidate.
 */
public final class CacheInvalidator {

    private static final String EVERYTHING = "*";

    /** A scan goes on for as long as the store answers; each of its steps has the store's own time-out. */
    static final Duration LONGEST_SCAN = Duration.ofMinutes(5);

    private static final CompletionStage<Boolean> ACKNOWLEDGED = CompletableFuture.completedFuture(true);
    private static final CompletionStage<Boolean> QUEUED = CompletableFuture.completedFuture(false);

    private final CachePorts ports;
    private final PendingInvalidations pending;
    private final Flights flights;

    CacheInvalidator(CachePorts ports, PendingInvalidations pending, Flights flights) {
        this.ports = ports;
        this.pending = pending;
        this.flights = flights;
    }

    /**
     * Removes keys of one cache, after the caller's transaction if one is open.
     *
     * @param space the cache
     * @param keys the keys
     * @param caller how to wait
     * @return true if the store has acknowledged it, false if it is queued or will follow the transaction
     */
    public CompletionStage<Boolean> invalidate(CacheSpace space, Collection<EntryKey> keys, Caller caller) {
        TransactionScope transaction = ports.transactions().current();
        if (!transaction.isOpen()) {
            return invalidateNow(space, keys, caller);
        }
        List<EntryKey> noted = List.copyOf(keys);
        transaction.touch(noted);
        return afterwards(transaction, () -> invalidateNow(space, noted, Caller.BLOCKING));
    }

    /**
     * Removes keys of one cache at once.
     *
     * @param space the cache
     * @param keys the keys
     * @param caller how to wait
     * @return true if the store has acknowledged it, false if it is queued
     */
    public CompletionStage<Boolean> invalidateNow(CacheSpace space, Collection<EntryKey> keys, Caller caller) {
        if (keys.isEmpty()) {
            return ACKNOWLEDGED;
        }
        flights.invalidated(keys);
        ports.listener().onInvalidate(space.cache(), keys.size());
        return Stages.either(
                new StoreTime(ports, caller).spend(() -> ports.entries().invalidate(keys)),
                done -> ACKNOWLEDGED,
                failure -> queued(space, failure, () -> pending.add(keys)));
    }

    /**
     * Removes the keys of a cache whose text matches a glob, after the caller's transaction if one is open.
     *
     * @param space the cache
     * @param glob the glob; {@code *} for all keys
     * @param caller how to wait; until the scan has ended, however long it takes
     * @return true if the store has acknowledged it, false if it is queued or will follow the transaction
     */
    public CompletionStage<Boolean> invalidatePattern(CacheSpace space, String glob, Caller caller) {
        TransactionScope transaction = ports.transactions().current();
        if (!transaction.isOpen()) {
            return invalidatePatternNow(space, glob, caller);
        }
        transaction.touchAll(space);
        return afterwards(transaction, () -> invalidatePatternNow(space, glob, Caller.BLOCKING));
    }

    /**
     * Removes the keys of a cache whose text matches a glob, at once.
     *
     * @param space the cache
     * @param glob the glob; {@code *} for all keys
     * @param caller how to wait; until the scan has ended, however long it takes
     * @return true if the store has acknowledged it, false if it is queued
     */
    public CompletionStage<Boolean> invalidatePatternNow(CacheSpace space, String glob, Caller caller) {
        flights.invalidatedAll();
        return Stages.either(
                caller.await(Stages.begun(() -> ports.entries().invalidatePattern(space, glob)), LONGEST_SCAN),
                removed -> {
                    ports.listener().onInvalidate(space.cache(), removed);
                    return ACKNOWLEDGED;
                },
                failure -> queued(space, failure, () -> pending.addPattern(space, glob)));
    }

    /**
     * Empties a cache, after the caller's transaction if one is open.
     *
     * @param space the cache
     * @param caller how to wait
     * @return true if the store has acknowledged it, false if it is queued or will follow the transaction
     */
    public CompletionStage<Boolean> clear(CacheSpace space, Caller caller) {
        return invalidatePattern(space, EVERYTHING, caller);
    }

    /**
     * Tells how many invalidations wait for the store.
     *
     * @return the number of keys and patterns
     */
    public int pendingCount() {
        return pending.size();
    }

    /** The store has acknowledged the removal of these keys. */
    CompletionStage<Boolean> removed(Collection<EntryKey> keys) {
        flights.invalidated(keys);
        return ACKNOWLEDGED;
    }

    /** The store has not acknowledged the removal of these keys. */
    CompletionStage<Boolean> queue(CacheSpace space, Collection<EntryKey> keys, Throwable failure) {
        flights.invalidated(keys);
        return queued(space, failure, () -> pending.add(keys));
    }

    private CompletionStage<Boolean> queued(CacheSpace space, Throwable failure, Runnable enqueue) {
        enqueue.run();
        ports.listener().onStoreFailure(space.cache(), "invalidate", failure);
        return QUEUED;
    }

    private static CompletionStage<Boolean> afterwards(TransactionScope transaction, Runnable removal) {
        transaction.onCompletion(outcome -> {
            if (outcome != Outcome.ROLLED_BACK) {
                removal.run();
            }
        });
        return QUEUED;
    }
}
