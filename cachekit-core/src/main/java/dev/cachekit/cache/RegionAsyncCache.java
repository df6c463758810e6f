package dev.cachekit.cache;

import dev.cachekit.AsyncCache;
import dev.cachekit.BulkLoader;
import dev.cachekit.CacheStats;
import dev.cachekit.Expiry;
import dev.cachekit.Explanation;
import dev.cachekit.LoadOptions;
import dev.cachekit.Loader;
import dev.cachekit.Ttl;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.key.GlobText;
import dev.cachekit.near.Kept;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.strategy.CacheReader.Found;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.Load;
import dev.cachekit.strategy.Route;
import dev.cachekit.strategy.Tags;
import dev.cachekit.strategy.UserKeys;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache as a user holds it: keys become texts, options become loads, and the strategies do the rest.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
record RegionAsyncCache<K, V>(CacheViews parts, CacheRegion<@Nullable V> region, Supplier<Caller> callers)
        implements AsyncCache<K, V> {

    @Override
    public CompletionStage<Optional<V>> get(K key) {
        return routed().get(key).apply(route());
    }

    @Override
    public CompletionStage<@Nullable V> get(K key, Loader<K, V> loader) {
        return get(key, loader, LoadOptions.defaults());
    }

    @Override
    public CompletionStage<@Nullable V> get(K key, Loader<K, V> loader, LoadOptions options) {
        EntryKey entryKey = entryKey(key);
        Kept<@Nullable V> kept = parts.strategies().reader().kept(region, entryKey);
        if (kept != null) {
            return CompletableFuture.completedFuture(kept.value());
        }
        return parts.strategies().reader().get(region, entryKey, load(key, loader, options), callers.get());
    }

    @Override
    public CompletionStage<Map<K, V>> getAll(Collection<K> keys) {
        return bulk(keys).find().thenApply((Map<K, Found<@Nullable V>> found) -> withoutNulls(keys, found));
    }

    @Override
    public CompletionStage<Map<K, V>> getAll(Collection<K> keys, BulkLoader<K, V> loader) {
        return bulk(keys).load(loader).thenApply((Map<K, Found<@Nullable V>> found) -> withoutNulls(keys, found));
    }

    @Override
    public CompletionStage<@Nullable V> refresh(K key, Loader<K, V> loader) {
        Load<@Nullable V> load = load(key, loader, LoadOptions.defaults());
        return parts.strategies().reader().refresh(region, entryKey(key), load, callers.get());
    }

    @Override
    public CompletionStage<@Nullable V> write(K key, Callable<? extends @Nullable V> write) {
        return parts.strategies()
                .writer()
                .write(region, entryKey(key), () -> Stages.<@Nullable V>computed(write), callers.get());
    }

    @Override
    public CompletionStage<Void> put(K key, V value) {
        return routed().put(key, value).apply(route());
    }

    @Override
    public CompletionStage<Void> put(K key, V value, Duration ttl) {
        return routed().put(key, value, ttl).apply(route());
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(K key, V value) {
        return region.lifetimeOf(routed().present(value))
                .map(ttl -> parts.strategies().writer().putIfAbsent(region, entryKey(key), value, ttl, callers.get()))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }

    @Override
    public CompletionStage<Boolean> exists(K key) {
        return parts.strategies()
                .reader()
                .find(region, entryKey(key), callers.get())
                .thenApply(Optional::isPresent);
    }

    @Override
    public CompletionStage<Void> invalidate(K key) {
        return invalidateKeys(List.of(entryKey(key)));
    }

    @Override
    public CompletionStage<Void> invalidateAll(Collection<K> keys) {
        return invalidateKeys(keys.stream().map(this::entryKey).toList());
    }

    @Override
    public CompletionStage<Void> invalidatePattern(String glob) {
        return remove(new Removal.Pattern(region.space(), GlobText.of(region.toString(), glob)));
    }

    @Override
    public CompletionStage<Void> invalidateTag(String tag) {
        return remove(new Removal.Tags(region.space(), Set.of(GivenTexts.tag(region, tag))));
    }

    @Override
    public CompletionStage<Void> clear() {
        return remove(new Removal.Clear(region.space()));
    }

    @Override
    public CompletionStage<Expiry> ttl(K key) {
        return lifetimes().ttl(entryKey(key));
    }

    @Override
    public CompletionStage<Boolean> expire(K key, Duration ttl) {
        return lifetimes().expire(entryKey(key), routed().lifetime(ttl));
    }

    @Override
    public CompletionStage<Boolean> persist(K key) {
        return lifetimes().expire(entryKey(key), Ttl.FOREVER);
    }

    @Override
    public CompletionStage<Explanation> explain(K key) {
        return new Explainer(parts.ports(), region, parts.strategies().reader(), parts.history(), callers.get())
                .explain(entryKey(key));
    }

    @Override
    public CacheStats stats() {
        return parts.stats().stats(region.name());
    }

    private Route route() {
        return parts.ports().route(callers.get());
    }

    private CompletionStage<Void> invalidateKeys(Collection<EntryKey> keys) {
        return remove(new Removal.Keys(keys));
    }

    private CompletionStage<Void> remove(Removal removal) {
        return parts.strategies()
                .invalidator()
                .remove(region.space(), removal, callers.get())
                .thenAccept(done -> {});
    }

    private Lifetimes lifetimes() {
        return new Lifetimes(parts.ports(), callers.get());
    }

    private Load<@Nullable V> load(K key, Loader<K, V> loader, LoadOptions options) {
        options.tags().forEach(tag -> GivenTexts.tag(region, tag));
        Load<@Nullable V> load = Load.<@Nullable V>of(region, () -> loader.load(key));
        return new Load<@Nullable V>(
                load.start(),
                value -> lifetimeOf(value, options),
                options.tags().isEmpty() ? Tags.NONE : value -> options.tags(),
                options.maxWait() == null ? load.maxWait() : options.maxWait(),
                options.lease() == null ? load.lease() : options.lease());
    }

    private Optional<Ttl> lifetimeOf(@Nullable Object value, LoadOptions options) {
        return value == null || options.ttl() == null ? region.lifetimeOf(value) : Optional.of(Ttl.of(options.ttl()));
    }

    private BulkRead<K, V> bulk(Collection<K> keys) {
        return new BulkRead<>(parts, region, callers.get(), new UserKeys<>(keys, this::entryKey));
    }

    private Map<K, V> withoutNulls(Collection<K> keys, Map<K, Found<@Nullable V>> found) {
        Map<K, V> values = new LinkedHashMap<>();
        for (K key : keys) {
            Found<@Nullable V> present = found.get(key);
            if (present != null && present.value() != null) {
                values.put(key, present.value());
            }
        }
        return values;
    }

    private EntryKey entryKey(K key) {
        return routed().entryKey(key);
    }

    RoutedCache<K, V> routed() {
        return new RoutedCache<>(parts, region);
    }
}
