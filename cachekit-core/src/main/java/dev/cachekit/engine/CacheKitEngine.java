package dev.cachekit.engine;

import dev.cachekit.Band;
import dev.cachekit.Batch;
import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.Counter;
import dev.cachekit.DistributedLock;
import dev.cachekit.RateLimiter;
import dev.cachekit.SingleFlight;
import dev.cachekit.Topic;
import dev.cachekit.TypeRef;
import dev.cachekit.batch.Batches;
import dev.cachekit.cache.CacheInspection;
import dev.cachekit.cache.CacheKeys;
import dev.cachekit.cache.CacheRegions;
import dev.cachekit.cache.CacheViews;
import dev.cachekit.cache.StoreWatch;
import dev.cachekit.call.Caller;
import dev.cachekit.call.CarriedTasks;
import dev.cachekit.call.Outcome;
import dev.cachekit.counter.CounterViews;
import dev.cachekit.flight.FlightBook;
import dev.cachekit.flight.SingleFlights;
import dev.cachekit.limit.Limiters;
import dev.cachekit.lock.LockViews;
import dev.cachekit.recovery.Recovery;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.ContextCarrier;
import dev.cachekit.strategy.CachePorts;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.CacheStrategies;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A CacheKit over one backend. Beside the front door it opens the parts that the annotations work with. Safe for use by
 * many threads.
 */
public final class CacheKitEngine implements CacheKit {

    private final Backend backend;
    private final CacheRegions regions;
    private final CacheStrategies strategies;
    private final CacheViews views;
    private final Coordination coordination;
    private final Recovery recovery;
    private final ContextCarrier context;
    private final List<AutoCloseable> owned;
    private final StoreWatch admin;

    CacheKitEngine(
            Backend backend,
            CacheRegions regions,
            CacheStrategies strategies,
            CacheViews views,
            Coordination coordination,
            Recovery recovery,
            ContextCarrier context,
            List<AutoCloseable> owned) {
        this.backend = backend;
        this.regions = regions;
        this.strategies = strategies;
        this.views = views;
        this.coordination = coordination;
        this.recovery = recovery;
        this.context = context;
        this.owned = List.copyOf(owned);
        CachePorts ports = views.ports();
        this.admin = new StoreWatch(backend.admin(), ports.scheduler(), ports.deadline(), regions);
    }

    @Override
    public <K, V> Cache<K, V> cache(String name, Class<V> type) {
        return cacheOf(name, type);
    }

    @Override
    public <K, V> Cache<K, V> cache(String name, TypeRef<V> type) {
        return cacheOf(name, type.type());
    }

    @Override
    public Counter counter(String name) {
        return coordination.counters().counter(name);
    }

    @Override
    public Map<String, Long> counters(Collection<String> names) {
        return Outcome.of(coordination.counters().getAll(names, Caller.BLOCKING));
    }

    @Override
    public CompletionStage<Map<String, Long>> countersAsync(Collection<String> names) {
        CounterViews counters = coordination.counters();
        return counters.getAll(names, counters.continued());
    }

    @Override
    public DistributedLock lock(String name) {
        return coordination.locks().lock(name);
    }

    @Override
    public RateLimiter rateLimiter(String name, Band... bands) {
        return coordination.rateLimiter(name, bands);
    }

    @Override
    public <T> Topic<T> topic(String name, Class<T> type) {
        return topic(name, TypeRef.of(type));
    }

    @Override
    public <T> Topic<T> topic(String name, TypeRef<T> type) {
        return topics(List.of(name), type);
    }

    @Override
    public <T> Topic<T> topics(Collection<String> names, TypeRef<T> type) {
        return coordination.topics().topic(names, type);
    }

    @Override
    public SingleFlight singleFlight(String name) {
        return coordination.flights().view(name);
    }

    @Override
    public Batch batch() {
        return new Batches(backend, views, coordination.counters(), recovery).batch();
    }

    /**
     * Begins a call that does not stand still.
     *
     * @return how it waits: continued on threads of ours, with what belongs to the calling thread
     */
    public Caller continued() {
        return continued(ContextCarrier.NONE);
    }

    /**
     * As {@link #continued()}, with more that belongs to the call.
     *
     * @param call takes it along
     * @return how it waits
     */
    public Caller continued(ContextCarrier call) {
        return Caller.continuedOn(new CarriedTasks(task -> context.carry(call.carry(task)), views.executor()));
    }

    /**
     * Returns where what outlives its caller is done.
     *
     * @return always the same
     */
    public Executor callbacks() {
        return views.executor();
    }

    /**
     * Returns the backend.
     *
     * @return always the same
     */
    public Backend backend() {
        return backend;
    }

    /**
     * Returns the caches by name.
     *
     * @return always the same
     */
    public CacheRegions regions() {
        return regions;
    }

    /**
     * Tells how many values of a cache are kept in this process.
     *
     * @param cache the cache's name
     * @return roughly how many; zero without a near cache
     */
    public long nearSize(String cache) {
        return regions.nearSize(cache);
    }

    /**
     * Returns what operators may ask of the caches.
     *
     * @return always the same
     */
    public CacheInspection inspection() {
        return new CacheInspection(regions, views);
    }

    /**
     * Returns what looks at the store as a whole.
     *
     * @return always the same
     */
    public StoreWatch admin() {
        return admin;
    }

    /**
     * Returns what makes texts out of keys.
     *
     * @return always the same
     */
    public CacheKeys keys() {
        return regions.keys();
    }

    /**
     * Returns the strategies.
     *
     * @return always the same
     */
    public CacheStrategies strategies() {
        return strategies;
    }

    /**
     * Returns the rate limiters by name.
     *
     * @return always the same
     */
    public Limiters limiters() {
        return coordination.limiters();
    }

    /**
     * Returns which primaries of a shared store are left alone at the moment.
     *
     * @return the state of the breaker of each primary, by the name its last beat told; empty for a store of this process
     */
    public Map<String, BreakerState> breakers() {
        return recovery.breakers();
    }

    /**
     * Returns what makes one call out of many.
     *
     * @return always the same
     */
    public SingleFlights singleFlights() {
        return coordination.flights().flights();
    }

    /**
     * Returns what is agreed for the calls of single flights.
     *
     * @return always the same
     */
    public FlightBook flightBook() {
        return coordination.flights().book();
    }

    /**
     * Returns what takes locks.
     *
     * @return always the same
     */
    public LockViews locks() {
        return coordination.locks();
    }

    @Override
    public void close() {
        for (AutoCloseable part : owned) {
            try {
                part.close();
            } catch (Exception failure) {
                throw new IllegalStateException("closing " + part + " failed", failure);
            }
        }
    }

    private <K, V> Cache<K, V> cacheOf(String name, Type type) {
        CacheRegion<@Nullable V> region = regions.region(name, type);
        return views.view(region);
    }
}
