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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The asynchronous view of a cache without entries. Loaders run on the common pool. Safe for use by many threads. */
@SuppressWarnings(
        "NullAway") // compilers before 22 do not see the annotations on type arguments of a compiled interface
final class DisabledAsyncCache<K, V> implements AsyncCache<K, V> {

    private final Cache<K, V> cache;

    DisabledAsyncCache(Cache<K, V> cache) {
        this.cache = cache;
    }

    @Override
    public CompletionStage<Optional<V>> get(K key) {
        return done(cache.get(key));
    }

    @Override
    public CompletionStage<@Nullable V> get(K key, Loader<K, V> loader) {
        return later(() -> cache.get(key, loader));
    }

    @Override
    public CompletionStage<@Nullable V> get(K key, Loader<K, V> loader, LoadOptions options) {
        return get(key, loader);
    }

    @Override
    public CompletionStage<Map<K, V>> getAll(Collection<K> keys) {
        return done(Map.of());
    }

    @Override
    public CompletionStage<Map<K, V>> getAll(Collection<K> keys, BulkLoader<K, V> loader) {
        return later(() -> cache.getAll(keys, loader));
    }

    @Override
    public CompletionStage<@Nullable V> refresh(K key, Loader<K, V> loader) {
        return get(key, loader);
    }

    @Override
    public CompletionStage<@Nullable V> write(K key, Callable<? extends @Nullable V> write) {
        return later(() -> cache.write(key, write));
    }

    @Override
    public CompletionStage<Void> put(K key, V value) {
        return nothing();
    }

    @Override
    public CompletionStage<Void> put(K key, V value, Duration ttl) {
        return nothing();
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(K key, V value) {
        return done(false);
    }

    @Override
    public CompletionStage<Boolean> exists(K key) {
        return done(false);
    }

    @Override
    public CompletionStage<Void> invalidate(K key) {
        return nothing();
    }

    @Override
    public CompletionStage<Void> invalidateAll(Collection<K> keys) {
        return nothing();
    }

    @Override
    public CompletionStage<Void> invalidatePattern(String glob) {
        return nothing();
    }

    @Override
    public CompletionStage<Void> invalidateTag(String tag) {
        return nothing();
    }

    @Override
    public CompletionStage<Void> clear() {
        return nothing();
    }

    @Override
    public CompletionStage<Expiry> ttl(K key) {
        return done(cache.ttl(key));
    }

    @Override
    public CompletionStage<Boolean> expire(K key, Duration ttl) {
        return done(false);
    }

    @Override
    public CompletionStage<Boolean> persist(K key) {
        return done(false);
    }

    @Override
    public CompletionStage<Explanation> explain(K key) {
        return done(cache.explain(key));
    }

    @Override
    public CacheStats stats() {
        return cache.stats();
    }

    private static <T> CompletionStage<T> done(T result) {
        return CompletableFuture.completedFuture(result);
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    private static <T extends @Nullable Object> CompletionStage<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work);
    }
}
