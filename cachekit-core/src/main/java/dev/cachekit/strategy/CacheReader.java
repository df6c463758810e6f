package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.near.Kept;
import dev.cachekit.near.NearTier;
import dev.cachekit.recovery.PendingRemovals;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.TransactionScope.FillRule;
import java.time.Duration;
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

    private static final CompletionStage<Long> NO_TAGS = CompletableFuture.completedFuture(0L);

    private final CachePorts ports;
    private final PendingRemovals pending;
    private final Flights flights;
    private final LeaseWaits waits;
    private final LeaseLine leaseLine;
    private final Upkeep upkeep;
    private final @Nullable KeySample sample;
    private final StoredValues values;
    private final TimedLoads loads;
    private final LoadTurns turns = new LoadTurns();
    private final OutageLoads outage = new OutageLoads();

    CacheReader(CachePorts ports, PendingRemovals pending, Flights flights) {
        this.ports = ports;
        this.pending = pending;
        this.flights = flights;
        this.waits = new LeaseWaits(ports);
        this.leaseLine = new LeaseLine(
                ports.entries(), ports.scheduler(), ports.remote() ? ports.deadline() : Duration.ofNanos(-1));
        this.values = new StoredValues(ports.listener());
        this.loads = new TimedLoads(ports);
        this.upkeep = new Upkeep(this);
        this.sample = KeySample.toldTo(ports.keys());
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
        Kept<V> kept = nearHit(region, key);
        if (kept == null) {
            sampleRead(key);
            return new ReadCall<>(this, region, key, load, new CallScope(ports, caller, load.maxWait())).run();
        }
        upkeep.afterNear(region, key, kept, load);
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
        return new ReadCall<>(this, region, key, load, new CallScope(ports, caller, load.maxWait())).runAnew();
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
        Kept<V> kept = nearHit(region, key);
        if (kept != null) {
            return CompletableFuture.completedFuture(Optional.of(new Found<>(kept.value())));
        }
        sampleRead(key);
        NearFill<V> fill = NearFill.begin(region, key);
        if (!region.isEnabled()
                || isPending(key)
                || ports.transactions().current().hasTouched(key)) {
            return CompletableFuture.completedFuture(values.read(region, new Lookup.Absent(), fill));
        }
        return Stages.either(
                route.send(store -> store.find(key)),
                lookup -> CompletableFuture.completedFuture(values.read(region, lookup, fill)),
                failure -> {
                    ports.listener().onStoreFailure(region.name(), "find", failure);
                    return CompletableFuture.completedFuture(values.read(region, new Lookup.Absent(), fill));
                });
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
        return region.servesUnseen() ? near(region, key) : null;
    }

    /** As {@link #kept}, for a caller that verifies by itself or has nothing to load with. */
    <V extends @Nullable Object> @Nullable Kept<V> nearHit(CacheRegion<V> region, EntryKey key) {
        return region.isEnabled() ? near(region, key) : null;
    }

    private <V extends @Nullable Object> @Nullable Kept<V> near(CacheRegion<V> region, EntryKey key) {
        NearTier<V> near = region.near();
        if (near == null || isPending(key) || ports.transactions().current().hasTouched(key)) {
            return null;
        }
        Kept<V> kept = near.get(key);
        if (kept != null) {
            near.tellHit();
            sampleRead(key);
        }
        return kept;
    }

    /** Each read once: here, or where it has found nothing near. */
    void sampleRead(EntryKey key) {
        if (sample != null) {
            sample.read(key);
        }
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
        return new OpenCall<>(this, region, key, caller).run();
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
        return new BulkReadCall<>(this, region, keys, caller);
    }

    /**
     * A value that was found, null included.
     *
     * @param value the value
     * @param <V> the type of the value
     */
    public record Found<V extends @Nullable Object>(V value) {}

    /** Begins to read the tag clock of a cache, if a load may need it. */
    CompletionStage<Long> tagClock(CacheRegion<?> region, Tags tags) {
        return tagClock(region, tags, ports.entries());
    }

    /** As {@link #tagClock(CacheRegion, Tags)}, on another way to the store. */
    CompletionStage<Long> tagClock(CacheRegion<?> region, Tags tags, EntryStore way) {
        return tags == Tags.NONE ? NO_TAGS : Stages.begun(() -> way.tagClock(region.space()));
    }

    /** What a transaction loads is for itself until it has committed. */
    <V extends @Nullable Object> Flight<Loaded<V>> newFlight(CallScope scope) {
        Token token = ports.tokens().get();
        return scope.fillRule() == FillRule.NOW ? flights.joinable(token) : flights.secluded(token);
    }

    /**
     * Tells whether the store has not acknowledged an invalidation of a key by this process. Such a key is not read.
     *
     * @param key the key
     * @return true if what the store holds is not served here
     */
    public boolean isPending(EntryKey key) {
        return pending.covers(key);
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
        return upkeep.gate().isResting(key, value);
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
        Flight<?> flight = flights.witnessed(load);
        if (flight == null) {
            return LoadPlace.ELSEWHERE;
        }
        return flight.isJoinable() ? LoadPlace.HERE : LoadPlace.IN_TRANSACTION;
    }

    StoredValues values() {
        return values;
    }

    TimedLoads loads() {
        return loads;
    }

    LoadTurns turns() {
        return turns;
    }

    OutageLoads outage() {
        return outage;
    }

    CachePorts ports() {
        return ports;
    }

    Flights flights() {
        return flights;
    }

    LeaseWaits waits() {
        return waits;
    }

    LeaseLine leaseLine() {
        return leaseLine;
    }

    Upkeep upkeep() {
        return upkeep;
    }
}
