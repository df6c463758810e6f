package dev.cachekit.spring.disabled;

import dev.cachekit.AsyncCache;
import dev.cachekit.BulkLoader;
import dev.cachekit.Cache;
import dev.cachekit.CacheStats;
import dev.cachekit.Expiry;
import dev.cachekit.Explanation;
import dev.cachekit.LoadOptions;
import dev.cachekit.Loader;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A cache without entries. Safe for use by many threads. */
final class DisabledCache<K, V> implements Cache<K, V> {

    private final String name;

    DisabledCache(String name) {
        this.name = name;
    }

    @Override
    public Optional<V> get(K key) {
        Objects.requireNonNull(key);
        return Optional.empty();
    }

    @Override
    public @Nullable V get(K key, Loader<K, V> loader) {
        Objects.requireNonNull(key);
        return Unchecked.<@Nullable V>call(() -> loader.load(key));
    }

    @Override
    public @Nullable V get(K key, Loader<K, V> loader, LoadOptions options) {
        return get(key, loader);
    }

    @Override
    public Map<K, V> getAll(Collection<K> keys) {
        return Map.of();
    }

    @Override
    public Map<K, V> getAll(Collection<K> keys, BulkLoader<K, V> loader) {
        Collection<K> distinct = new LinkedHashSet<>(keys);
        return distinct.isEmpty() ? Map.of() : Unchecked.call(() -> loader.load(distinct));
    }

    @Override
    public @Nullable V refresh(K key, Loader<K, V> loader) {
        return get(key, loader);
    }

    @Override
    public @Nullable V write(K key, Callable<? extends @Nullable V> write) {
        Objects.requireNonNull(key);
        return Unchecked.<@Nullable V>call(write::call);
    }

    @Override
    public void put(K key, V value) {}

    @Override
    public void put(K key, V value, Duration ttl) {}

    @Override
    public boolean putIfAbsent(K key, V value) {
        return false;
    }

    @Override
    public boolean exists(K key) {
        return false;
    }

    @Override
    public void invalidate(K key) {}

    @Override
    public void invalidateAll(Collection<K> keys) {}

    @Override
    public void invalidatePattern(String glob) {}

    @Override
    public void invalidateTag(String tag) {}

    @Override
    public void clear() {}

    @Override
    public Expiry ttl(K key) {
        return new Expiry.Absent();
    }

    @Override
    public boolean expire(K key, Duration ttl) {
        return false;
    }

    @Override
    public boolean persist(K key) {
        return false;
    }

    @Override
    public Explanation explain(K key) {
        String why = "cachekit.enabled is false";
        return new Explanation(
                name,
                String.valueOf(key),
                "",
                Explanation.State.ABSENT,
                Explanation.Tier.NONE,
                Explanation.Reason.ABSENT,
                null,
                new Expiry.Absent(),
                new Expiry.Absent(),
                new Expiry.Absent(),
                null,
                List.of(),
                0,
                false,
                why,
                null);
    }

    @Override
    public CacheStats stats() {
        return CacheStats.empty();
    }

    @Override
    public AsyncCache<K, V> async() {
        return new DisabledAsyncCache<>(this);
    }
}
