package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.near.Kept;
import dev.cachekit.recovery.PendingRemovals;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads from caches: with a loader, cache-aside; without one, a look-up. Safe for use by many threads.
 *
 * <p>A failing store never fails a read: with a loader the call loads, without one it finds nothing.
 */
public final class CacheReader {

    private final ReadParts parts;
    private final CachePorts ports;
    private final NearReads near;

    CacheReader(CachePorts ports, PendingRemovals pending, Flights flights) {
        this.parts = new ReadParts(ports, pending, flights);
        this.ports = ports;
        this.near = parts.near();
    }

    /**
     * Returns the cached value, or loads it once for all who ask at the same time.
     *
     * @param region the cache
     * @param key the key
     * @param load what to do on a miss
     * @param caller how to wait
     * @param <V> the type of the value
     * @return the value; fails with nothing but what the loader failed with, bare
     */
    public <V extends @Nullable Object> CompletionStage<V> get(
            CacheRegion<V> region, EntryKey key, Load<V> load, Caller caller) {
        Kept<V> kept = near.find(region, key);
        if (kept == null) {
            near.sample(key);
            return new ReadCall<>(parts, region, key, load, new CallScope(ports, caller, load.maxWait())).run();
        }
        parts.upkeep().afterNear(region, key, kept, load);
        return CompletableFuture.completedFuture(kept.value());
    }

    /**
     * Loads anew, whatever is cached, under the same rules as a miss; the cached value gives way to the load.
     *
     * @param region the cache
     * @param key the key
     * @param load how to load
     * @param caller how to wait
     * @param <V> the type of the value
     * @return the new value
     */
    public <V extends @Nullable Object> CompletionStage<V> refresh(
            CacheRegion<V> region, EntryKey key, Load<V> load, Caller caller) {
        return new ReadCall<>(parts, region, key, load, new CallScope(ports, caller, load.maxWait())).runAnew();
    }

    /**
     * Looks a key up.
     *
     * @param region the cache
     * @param key the key
     * @param caller how to wait
     * @param <V> the type of the value
     * @return the value, which may be a cached null; empty if there is none that may be served to this caller
     */
    public <V extends @Nullable Object> CompletionStage<Optional<Found<V>>> find(
            CacheRegion<V> region, EntryKey key, Caller caller) {
        return find(region, key, ports.route(caller));
    }

    /**
     * As {@link #find(CacheRegion, EntryKey, Caller)}, by another way.
     *
     * @param region the cache
     * @param key the key
     * @param route how to reach the store
     * @param <V> the type of the value
     * @return the value, which may be a cached null; empty if there is none that may be served to this caller
     */
    public <V extends @Nullable Object> CompletionStage<Optional<Found<V>>> find(
            CacheRegion<V> region, EntryKey key, Route route) {
        Kept<V> kept = near.find(region, key);
        if (kept != null) {
            return CompletableFuture.completedFuture(Optional.of(new Found<>(kept.value())));
        }
        near.sample(key);
        NearFill<V> fill = NearFill.begin(region, key);
        if (!region.isEnabled() || near.isWithheld(key)) {
            return decoded(region, new Lookup.Absent(), fill);
        }
        return Stages.either(route.send(store -> store.find(key)), lookup -> decoded(region, lookup, fill), failure -> {
            ports.listener().onStoreFailure(region.name(), "find", failure);
            return decoded(region, new Lookup.Absent(), fill);
        });
    }

    private <V extends @Nullable Object> CompletionStage<Optional<Found<V>>> decoded(
            CacheRegion<V> region, Lookup lookup, NearFill<V> fill) {
        return CompletableFuture.completedFuture(parts.values().read(region, lookup, fill));
    }

    /**
     * Looks a key up in this process only, and counts a hit. To be asked before anything is made for a call: this is what
     * most reads of a cache with a near cache come to.
     *
     * @param region the cache
     * @param key the key
     * @param <V> the type of the value
     * @return the value; null if there is none here that may be served to this caller, or if it may have to be verified,
     *     which takes a load
     */
    public <V extends @Nullable Object> @Nullable Kept<V> kept(CacheRegion<V> region, EntryKey key) {
        return region.servesUnseen() ? near.kept(region, key) : null;
    }

    /**
     * Opens a load that the caller runs by itself and whose value it offers afterwards. Waits for nobody: while another loads
     * the key, while a transaction forbids it and while the store is away there is none.
     *
     * @param region the cache
     * @param key the key, which was looked up in vain
     * @param caller how to wait for the store
     * @param <V> the type of the value
     * @return the load, to be ended in any case; empty if what the caller loads is not to be stored
     */
    public <V extends @Nullable Object> CompletionStage<Optional<OpenLoad<V>>> open(
            CacheRegion<V> region, EntryKey key, Caller caller) {
        return new OpenCall<>(parts, region, key, caller).run();
    }

    /**
     * Begins a read of several keys.
     *
     * @param region the cache
     * @param keys the keys
     * @param caller how to wait
     * @param <V> the type of the values
     * @return the read, for one use
     */
    public <V extends @Nullable Object> BulkReadCall<V> bulk(
            CacheRegion<V> region, Collection<EntryKey> keys, Caller caller) {
        return new BulkReadCall<>(parts, region, keys, caller);
    }

    /**
     * A value that was found, null included.
     *
     * @param value the value
     * @param <V> the type of the value
     */
    public record Found<V extends @Nullable Object>(V value) {}

    /**
     * Tells whether the store has not acknowledged an invalidation of a key by this process. Such a key is not read.
     *
     * @param key the key
     * @return true if what the store holds is not served here
     */
    public boolean isPending(EntryKey key) {
        return parts.isPending(key);
    }

    /**
     * Tells whether a value that is due for a reload is left alone for a moment, because its last reload has failed: a read
     * serves it without another try. Other processes that have not met the failure ask the store first.
     *
     * @param key the key
     * @param value the token of the value
     * @return true if a read through this process does not load
     */
    public boolean isResting(EntryKey key, Token value) {
        return parts.upkeep().gate().isResting(key, value);
    }

    /** Where a load is under way. */
    public enum LoadPlace {
        /** In another process. */
        ELSEWHERE,
        /** In this process. */
        HERE,
        /** In a transaction of this process, whose commit it waits for. */
        IN_TRANSACTION
    }

    /**
     * Tells where a load is under way.
     *
     * @param load its token
     * @return elsewhere, unless it is one of this process
     */
    public LoadPlace placeOf(Token load) {
        Flight<?> flight = parts.flights().witnessed(load);
        if (flight == null) {
            return LoadPlace.ELSEWHERE;
        }
        return flight.isJoinable() ? LoadPlace.HERE : LoadPlace.IN_TRANSACTION;
    }

    ReadParts parts() {
        return parts;
    }
}
