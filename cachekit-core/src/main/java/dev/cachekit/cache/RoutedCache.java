package dev.cachekit.cache;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.Ttl;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.Route;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a cache that are told, call by call, how to reach the store: alone or with others. Immutable; safe for use
 * by many threads.
 *
 * @param parts what the caches work with
 * @param region the cache
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public record RoutedCache<K, V>(CacheViews parts, CacheRegion<@Nullable V> region) {

    /**
     * As {@link dev.cachekit.AsyncCache#get(Object)}.
     *
     * @param key the key
     * @return the operation
     */
    public Function<Route, CompletionStage<Optional<V>>> get(K key) {
        EntryKey entryKey = entryKey(key);
        return route -> parts.strategies()
                .reader()
                .find(region, entryKey, route)
                .thenApply(found -> found.flatMap(present -> Optional.ofNullable(present.value())));
    }

    /**
     * As {@link dev.cachekit.AsyncCache#put(Object, Object)}.
     *
     * @param key the key
     * @param value the value
     * @return the operation
     */
    public Function<Route, CompletionStage<Void>> put(K key, V value) {
        return put(key, value, region.lifetimeOf(present(value)));
    }

    /**
     * As {@link dev.cachekit.AsyncCache#put(Object, Object, Duration)}.
     *
     * @param key the key
     * @param value the value
     * @param ttl how long it is kept
     * @return the operation
     */
    public Function<Route, CompletionStage<Void>> put(K key, V value, Duration ttl) {
        return put(key, value, Optional.of(lifetime(ttl)));
    }

    /**
     * As {@link dev.cachekit.AsyncCache#invalidate}.
     *
     * @param key the key
     * @return the operation
     */
    public Function<Route, CompletionStage<Void>> invalidate(K key) {
        Removal removal = new Removal.Keys(List.of(entryKey(key)));
        return route -> parts.strategies()
                .invalidator()
                .remove(region.space(), removal, route)
                .thenAccept(done -> {});
    }

    private Function<Route, CompletionStage<Void>> put(K key, V value, Optional<Ttl> ttl) {
        EntryKey entryKey = entryKey(key);
        V stored = present(value);
        return ttl.<Function<Route, CompletionStage<Void>>>map(
                        some -> route -> parts.strategies().writer().put(region, entryKey, stored, some, route))
                .orElseGet(() -> invalidate(key));
    }

    V present(V value) {
        return Objects.requireNonNull(
                value, () -> "value of " + region + " must not be null; invalidate the key instead");
    }

    Ttl lifetime(Duration ttl) {
        try {
            return Ttl.of(ttl);
        } catch (IllegalArgumentException tooShort) {
            throw new InvalidConfigurationException(
                    region.toString(), ttl.toString(), "ttl must be at least 1 ms", "give a longer time");
        }
    }

    EntryKey entryKey(K key) {
        Objects.requireNonNull(key, () -> "key of " + region + " must not be null");
        return region.key(parts.keys().text(region.name(), key));
    }
}
