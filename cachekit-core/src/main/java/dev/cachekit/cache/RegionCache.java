package dev.cachekit.cache;

import dev.cachekit.AsyncCache;
import dev.cachekit.BulkLoader;
import dev.cachekit.Cache;
import dev.cachekit.CacheStats;
import dev.cachekit.Expiry;
import dev.cachekit.Explanation;
import dev.cachekit.LoadOptions;
import dev.cachekit.Loader;
import dev.cachekit.call.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The blocking view of a cache: the asynchronous one with a caller that stands still, so its stages are complete.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
record RegionCache<K, V>(RegionAsyncCache<K, V> standingStill, AsyncCache<K, V> async) implements Cache<K, V> {

    @Override
    public Optional<V> get(K key) {
        return Outcome.of(standingStill.get(key));
    }

    @Override
    public @Nullable V get(K key, Loader<K, V> loader) {
        return Outcome.of(standingStill.get(key, loader));
    }

    @Override
    public @Nullable V get(K key, Loader<K, V> loader, LoadOptions options) {
        return Outcome.of(standingStill.get(key, loader, options));
    }

    @Override
    public Map<K, V> getAll(Collection<K> keys) {
        return Outcome.of(standingStill.getAll(keys));
    }

    @Override
    public Map<K, V> getAll(Collection<K> keys, BulkLoader<K, V> loader) {
        return Outcome.of(standingStill.getAll(keys, loader));
    }

    @Override
    public @Nullable V refresh(K key, Loader<K, V> loader) {
        return Outcome.of(standingStill.refresh(key, loader));
    }

    @Override
    public @Nullable V write(K key, Callable<? extends @Nullable V> write) {
        return Outcome.of(standingStill.write(key, write));
    }

    @Override
    public void put(K key, V value) {
        Outcome.of(standingStill.put(key, value));
    }

    @Override
    public void put(K key, V value, Duration ttl) {
        Outcome.of(standingStill.put(key, value, ttl));
    }

    @Override
    public boolean putIfAbsent(K key, V value) {
        return Outcome.of(standingStill.putIfAbsent(key, value));
    }

    @Override
    public boolean exists(K key) {
        return Outcome.of(standingStill.exists(key));
    }

    @Override
    public void invalidate(K key) {
        Outcome.of(standingStill.invalidate(key));
    }

    @Override
    public void invalidateAll(Collection<K> keys) {
        Outcome.of(standingStill.invalidateAll(keys));
    }

    @Override
    public void invalidatePattern(String glob) {
        Outcome.of(standingStill.invalidatePattern(glob));
    }

    @Override
    public void invalidateTag(String tag) {
        Outcome.of(standingStill.invalidateTag(tag));
    }

    @Override
    public void clear() {
        Outcome.of(standingStill.clear());
    }

    @Override
    public Expiry ttl(K key) {
        return Outcome.of(standingStill.ttl(key));
    }

    @Override
    public boolean expire(K key, Duration ttl) {
        return Outcome.of(standingStill.expire(key, ttl));
    }

    @Override
    public boolean persist(K key) {
        return Outcome.of(standingStill.persist(key));
    }

    @Override
    public Explanation explain(K key) {
        return Outcome.of(standingStill.explain(key));
    }

    @Override
    public CacheStats stats() {
        return standingStill.stats();
    }
}
