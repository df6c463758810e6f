package dev.cachekit.batch;

import dev.cachekit.Batch;
import dev.cachekit.Cache;
import dev.cachekit.Counter;
import dev.cachekit.cache.CacheViews;
import dev.cachekit.cache.RoutedCache;
import dev.cachekit.call.Caller;
import dev.cachekit.counter.CounterViews;
import dev.cachekit.counter.Counters;
import dev.cachekit.recovery.GuardedBundle;
import dev.cachekit.recovery.Recovery;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.strategy.CachePorts;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Makes batches. Safe for use by many threads.
 *
 * @param backend gives the bundles that collect requests
 * @param views the caches whose operations may be collected
 * @param counters the counters whose operations may be collected
 * @param recovery guards the store of the bundles as it does that of single operations
 */
public record Batches(Backend backend, CacheViews views, CounterViews counters, Recovery recovery) {

    /**
     * Begins a batch.
     *
     * @return an empty one, for use by one thread
     */
    public Batch batch() {
        return new CollectedBatch(this);
    }

    <K, V> RoutedCache<K, V> own(Cache<K, V> cache) {
        Objects.requireNonNull(cache, "cache of a batch must not be null");
        return views.own(cache).orElseThrow(() -> foreign("cache"));
    }

    CounterKey own(Counter counter) {
        Objects.requireNonNull(counter, "counter of a batch must not be null");
        return counters.own(counter).orElseThrow(() -> foreign("counter"));
    }

    private static IllegalArgumentException foreign(String what) {
        return new IllegalArgumentException(
                "the " + what + " of a batch must come from the CacheKit that made the batch; ask that one for it");
    }

    /** The ways of one batch: as for single operations, but that requests are collected until they are sent. */
    Ways ways(Caller caller) {
        GuardedBundle bundle = recovery.guarded(backend.bundle());
        return new Ways(
                bundle.entries(),
                counters.counters().through(bundle.counters(), bundle.guard()),
                views.ports(),
                caller,
                new Departure(bundle::send));
    }

    record Ways(EntryStore entries, Counters counters, CachePorts ports, Caller caller, Departure departure) {

        CompletionStage<Long> add(CounterKey key, long delta) {
            return departure.join(() -> counters.add(key, delta, caller));
        }

        CompletionStage<Long> add(CounterKey key, long delta, Duration ttlIfNew) {
            return departure.join(() -> counters.add(key, delta, ttlIfNew, caller));
        }

        /** All requests are made, one right after the other, and sent. */
        void go() {
            departure.go();
        }

        WatchedRoute route() {
            return new WatchedRoute(CachePorts.route(entries, ports.storeTime(caller)), departure);
        }
    }
}
