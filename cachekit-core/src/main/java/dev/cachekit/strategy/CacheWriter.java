package dev.cachekit.strategy;

import dev.cachekit.CacheKitException;
import dev.cachekit.Ttl;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.recovery.PendingRemovals;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.KeyListener;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes to caches: plain puts, and writes that go to a database first. Safe for use by many threads.
 *
 * <p>A write that cannot reach the store becomes an invalidation that is sent until the store acknowledges it.
 */
public final class CacheWriter {

    /** How long a database write may take; after that its value is not stored. */
    static final Duration LONGEST_WRITE = Duration.ofSeconds(60);

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final CachePorts ports;
    private final PendingRemovals pending;
    private final Flights flights;

    CacheWriter(CachePorts ports, PendingRemovals pending, Flights flights) {
        this.ports = ports;
        this.pending = pending;
        this.flights = flights;
    }

    /**
     * Stores a value, whatever is there. The later of two puts stays. Inside a transaction it is stored after the commit,
     * and not at all after a rollback.
     *
     * @param region the cache
     * @param key the key
     * @param value the value
     * @param ttl its lifetime
     * @param caller how to wait
     * @param <V> the type of the value
     * @return done, also if the store did not answer; fails if the value cannot be encoded, and then the key is left
     *     without a value
     */
    public <V extends @Nullable Object> CompletionStage<Void> put(
            CacheRegion<V> region, EntryKey key, V value, Ttl ttl, Caller caller) {
        return put(region, key, value, ttl, ports.route(caller));
    }

    /**
     * As {@link #put(CacheRegion, EntryKey, Object, Ttl, Caller)}, by another way.
     *
     * @param region the cache
     * @param key the key
     * @param value the value
     * @param ttl its lifetime
     * @param route how to reach the store now; after a transaction it is reached as usual
     * @param <V> the type of the value
     * @return done, also if the store did not answer; fails if the value cannot be encoded
     */
    public <V extends @Nullable Object> CompletionStage<Void> put(
            CacheRegion<V> region, EntryKey key, V value, Ttl ttl, Route route) {
        TransactionScope transaction = ports.transactions().current();
        if (!transaction.isOpen()) {
            return putNow(region, key, value, ttl, route);
        }
        transaction.touch(List.of(key));
        transaction.onCompletion(outcome -> {
            if (outcome == Outcome.COMMITTED) {
                putNow(region, key, value, ttl, ports.route(Caller.BLOCKING));
            } else if (outcome == Outcome.UNKNOWN) {
                remove(region, key, ports.route(Caller.BLOCKING));
            }
        });
        return DONE;
    }

    private <V extends @Nullable Object> CompletionStage<Void> putNow(
            CacheRegion<V> region, EntryKey key, V value, Ttl ttl, Route route) {
        Entry entry;
        try {
            entry = entry(region, value);
        } catch (CacheKitException unencodable) {
            // whoever puts a new value does not want the old one to stay
            return remove(region, key, route).thenCompose(done -> CompletableFuture.failedFuture(unencodable));
        }
        return Stages.either(
                route.send(store -> store.put(key, entry, ttl)),
                done -> {
                    ports.listener().onPut(region.name(), entry.payload().size());
                    changed(key);
                    return DONE;
                },
                failure -> dropped(region, key, "put", failure));
    }

    /**
     * Stores a value if there is none.
     *
     * @param region the cache
     * @param key the key
     * @param value the value
     * @param ttl its lifetime
     * @param caller how to wait
     * @param <V> the type of the value
     * @return whether it was stored; fails if the store did not answer
     */
    public <V extends @Nullable Object> CompletionStage<Boolean> putIfAbsent(
            CacheRegion<V> region, EntryKey key, V value, Ttl ttl, Caller caller) {
        Entry entry = entry(region, value);
        return Stages.either(
                ports.storeTime(caller).spend(() -> ports.entries().putIfAbsent(key, entry, ttl)),
                stored -> {
                    if (stored) {
                        ports.listener().onPut(region.name(), entry.payload().size());
                    }
                    changed(key);
                    return CompletableFuture.completedFuture(stored);
                },
                failure -> dropped(region, key, "put", failure)
                        .thenCompose(done -> CompletableFuture.failedFuture(failure)));
    }

    /**
     * Begins a write to the database whose key is known.
     *
     * @param region the cache
     * @param key the key
     * @param caller how to wait
     * @param <V> the type of the value
     * @return the write, to be settled when the database's outcome is known
     */
    public <V extends @Nullable Object> CompletionStage<PendingWrite<V>> begin(
            CacheRegion<V> region, EntryKey key, Caller caller) {
        return begin(region, List.of(key), caller)
                .thenApply(writes -> writes.values().iterator().next());
    }

    /**
     * Begins writes to the database whose keys are known, with requests that go together.
     *
     * @param region the cache
     * @param keys the keys
     * @param caller how to wait
     * @param <V> the type of the values
     * @return a write for each key, to be settled when the database's outcome is known
     */
    public <V extends @Nullable Object> CompletionStage<Map<EntryKey, PendingWrite<V>>> begin(
            CacheRegion<V> region, Collection<EntryKey> keys, Caller caller) {
        return new Fencing<>(this, region, keys).send(caller);
    }

    /**
     * Settles writes of one cache, with requests that go together.
     *
     * @param settlings what each stores under its key, if anything
     * @param caller how to wait
     * @return what each key holds, in their order; {@link Settlement.Outcome#INVALIDATED} where the store did not answer
     */
    public CompletionStage<List<Settlement.Outcome>> settle(List<PendingWrite.Settling> settlings, Caller caller) {
        return new Settlings(this, settlings).send(caller);
    }

    /**
     * Begins a write to the database whose key will be known only afterwards.
     *
     * @param region the cache
     * @param caller how to wait
     * @param <V> the type of the value
     * @return the write, to be settled when the database's outcome is known
     */
    public <V extends @Nullable Object> CompletionStage<PendingWrite<V>> begin(CacheRegion<V> region, Caller caller) {
        Token writer = ports.tokens().get();
        LaneStamps[] before = new LaneStamps[1];
        return opened(region, "stamps", caller, () -> ports.entries().stamps().thenAccept(read -> before[0] = read))
                .thenApply(answered -> new PendingWrite<>(this, region, writer, before[0], answered));
    }

    /**
     * Reads the tag clock of a cache, before a write whose value is to carry tags.
     *
     * @param region the cache
     * @param caller how to wait
     * @return the reading; empty if the store did not answer, and then no tagged value may be stored
     */
    public CompletionStage<Optional<Long>> tagClock(CacheRegion<?> region, Caller caller) {
        return Stages.either(
                ports.storeTime(caller).spend(() -> ports.entries().tagClock(region.space())),
                clock -> CompletableFuture.completedFuture(Optional.of(clock)),
                failure -> {
                    ports.listener().onStoreFailure(region.name(), "tagClock", failure);
                    return CompletableFuture.completedFuture(Optional.empty());
                });
    }

    /**
     * Runs a write to the database and stores its result: at once, or after the commit if the caller's transaction is open.
     *
     * @param region the cache
     * @param key the key
     * @param write the write, which runs where the caller is continued
     * @param caller how to wait
     * @param <V> the type of the value
     * @return what the write returned, or its failure
     */
    public <V extends @Nullable Object> CompletionStage<V> write(
            CacheRegion<V> region, EntryKey key, Supplier<CompletionStage<V>> write, Caller caller) {
        return new WriteCall<>(this, region, key, write, caller).run();
    }

    private CompletionStage<Void> remove(CacheRegion<?> region, EntryKey key, Route route) {
        flights.invalidated(List.of(key));
        return Stages.either(
                route.send(store -> store.invalidate(List.of(key))),
                done -> {
                    changed(key);
                    return DONE;
                },
                failure -> dropped(region, key, "invalidate", failure));
    }

    private CompletionStage<Boolean> opened(
            CacheRegion<?> region, String operation, Caller caller, Supplier<CompletionStage<Void>> request) {
        return Stages.either(
                ports.storeTime(caller).spend(request), done -> CompletableFuture.completedFuture(true), failure -> {
                    ports.listener().onStoreFailure(region.name(), operation, failure);
                    return CompletableFuture.completedFuture(false);
                });
    }

    <V extends @Nullable Object> Entry entry(CacheRegion<V> region, V value) {
        return entry(region, value, ports.tokens().get(), null);
    }

    <V extends @Nullable Object> Entry entry(CacheRegion<V> region, V value, Token token, @Nullable Long version) {
        return new Entry(token, region.encode(value), ports.scheduler().now(), Duration.ZERO, version)
                .withGrace(region.settings().grace());
    }

    CompletionStage<Void> dropped(CacheRegion<?> region, EntryKey key, String operation, Throwable failure) {
        ports.listener().onStoreFailure(region.name(), operation, failure);
        Removal removal = new Removal.Keys(List.of(key));
        pending.add(removal);
        changed(key);
        RemovalNews.tell(ports.keys(), region.name(), removal, KeyListener.Outcome.QUEUED);
        return CompletableFuture.completedFuture(null);
    }

    /** The store holds something else now, or will as soon as it can be reached. */
    void changed(EntryKey key) {
        flights.invalidated(List.of(key));
        ports.near().invalidate(List.of(key));
    }

    CachePorts ports() {
        return ports;
    }

    Flights flights() {
        return flights;
    }
}
