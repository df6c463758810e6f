package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.recovery.PendingRemovals;
import dev.cachekit.recovery.Removal;
import dev.cachekit.recovery.RemovalLog.Receipt;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.KeyListener;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    private static final CompletionStage<Boolean> ACKNOWLEDGED = CompletableFuture.completedFuture(true);
    private static final CompletionStage<Boolean> QUEUED = CompletableFuture.completedFuture(false);

    private final CachePorts ports;
    private final PendingRemovals pending;
    private final Flights flights;

    CacheInvalidator(CachePorts ports, PendingRemovals pending, Flights flights) {
        this.ports = ports;
        this.pending = pending;
        this.flights = flights;
    }

    /**
     * Removes something from a cache, after the caller's transaction if one is open.
     *
     * @param space the cache
     * @param removal what to remove, of this cache only
     * @param caller how to wait; for a pattern until the scan has ended, however long it takes
     * @return true if the store has acknowledged it, false if it is queued or will follow the transaction
     */
    public CompletionStage<Boolean> remove(CacheSpace space, Removal removal, Caller caller) {
        return remove(space, removal, route(removal, caller));
    }

    /**
     * As {@link #remove(CacheSpace, Removal, Caller)}, by another way.
     *
     * @param space the cache
     * @param removal what to remove, of this cache only
     * @param route how to reach the store now; after a transaction it is reached as usual
     * @return true if the store has acknowledged it, false if it is queued or will follow the transaction
     */
    public CompletionStage<Boolean> remove(CacheSpace space, Removal removal, Route route) {
        TransactionScope transaction = ports.transactions().current();
        if (!transaction.isOpen()) {
            return removeNow(space, removal, route);
        }
        removal.touchIn(transaction);
        List<Supplier<Receipt>> noted = new ArrayList<>();
        transaction.onCompletion(outcome -> {
            if (outcome != Outcome.ROLLED_BACK) {
                settle(removeNow(space, removal, Caller.BLOCKING), noted);
            }
        });
        noted.add(note(transaction, removal)); // may fail at once, and who called may swallow that
        return QUEUED;
    }

    /**
     * Removes something from a cache at once.
     *
     * @param space the cache
     * @param removal what to remove, of this cache only
     * @param caller how to wait; for a pattern until the scan has ended, however long it takes
     * @return true if the store has acknowledged it, false if it is queued
     */
    public CompletionStage<Boolean> removeNow(CacheSpace space, Removal removal, Caller caller) {
        return removeNow(space, removal, route(removal, caller));
    }

    private CompletionStage<Boolean> removeNow(CacheSpace space, Removal removal, Route route) {
        if (removal instanceof Removal.Keys some && some.keys().isEmpty()) {
            return ACKNOWLEDGED;
        }
        flights.invalidated(removal);
        ports.listener().onInvalidate(space.cache(), removal.count());
        long start = ports.scheduler().nanoTime();
        return Stages.either(
                route.send(removal::send),
                done -> {
                    ports.tellLag(space.cache(), start);
                    return removed(space, removal);
                },
                failure -> queue(space, removal, failure));
    }

    /**
     * Lets the removal log note a removal just before a transaction commits.
     *
     * @param transaction the transaction
     * @param removal what will be removed after the commit
     * @return gives the receipt once the transaction was about to commit; to be told when the removal is acknowledged
     */
    public Supplier<Receipt> note(TransactionScope transaction, Removal removal) {
        Receipt[] receipt = {() -> {}};
        transaction.beforeCommit(() -> receipt[0] = ports.removalLog().note(removal));
        return () -> receipt[0];
    }

    /**
     * Tells how many invalidations wait for the store.
     *
     * @return the number of keys and patterns
     */
    public int pendingCount() {
        return pending.size();
    }

    /**
     * Tells for how long invalidations have been waiting for the store.
     *
     * @return at least the time that the oldest has waited; zero if none waits
     */
    public Duration pendingAge() {
        return pending.age();
    }

    /** The store has acknowledged a removal. */
    CompletionStage<Boolean> removed(CacheSpace space, Removal removal) {
        RemovalNews.tell(ports.keys(), space.cache(), removal, KeyListener.Outcome.ACKNOWLEDGED);
        flights.invalidated(removal);
        removeNear(removal);
        return ACKNOWLEDGED;
    }

    /** The store has not acknowledged a removal. */
    CompletionStage<Boolean> queue(CacheSpace space, Removal removal, Throwable failure) {
        pending.add(removal);
        flights.invalidated(removal);
        removeNear(removal);
        ports.listener().onStoreFailure(space.cache(), "invalidate", failure);
        RemovalNews.tell(ports.keys(), space.cache(), removal, KeyListener.Outcome.QUEUED);
        return QUEUED;
    }

    /** Not before the store has answered or the removal is pending: until then its old value may be kept anew. */
    private void removeNear(Removal removal) {
        if (removal instanceof Removal.Keys some) {
            ports.near().invalidate(some.keys());
        } else if (removal instanceof Removal.Tags tags) {
            ports.near().invalidateTags(tags.space(), tags.tags());
        } else if (removal instanceof Removal.OfCache part) {
            ports.near().clear(part.space());
        }
    }

    private Route route(Removal removal, Caller caller) {
        return removal instanceof Removal.Pattern ? scan(caller) : ports.route(caller);
    }

    private Route scan(Caller caller) {
        return new Route() {
            @Override
            public <T extends @Nullable Object> CompletionStage<T> send(
                    Function<EntryStore, CompletionStage<T>> request) {
                return caller.await(Stages.begun(() -> request.apply(ports.entries())), Removal.Pattern.LONGEST_SCAN);
            }
        };
    }

    private static void settle(CompletionStage<Boolean> removal, List<Supplier<Receipt>> noted) {
        removal.thenAccept(acknowledged -> {
            if (acknowledged) {
                noted.forEach(receipt -> receipt.get().done());
            }
        });
    }
}
