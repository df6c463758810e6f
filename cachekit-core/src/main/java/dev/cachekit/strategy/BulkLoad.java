package dev.cachekit.strategy;

import dev.cachekit.Ttl;
import dev.cachekit.spi.EntryKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a read of several keys does for those that are missing. Immutable.
 *
 * @param start begins the load of some keys; its map has a value, or null, for each. It may be asked more than once, for
 *     different keys, and in the background
 * @param lifetime decides of a key and its loaded value how long it is stored; empty to store nothing. Asked once per load
 * @param tags names the tags of a loaded value
 * @param <V> the type of the values
 */
public record BulkLoad<V extends @Nullable Object>(
        Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> start,
        BiFunction<EntryKey, @Nullable Object, Optional<Ttl>> lifetime,
        Tags tags) {

    /**
     * Makes a load with the settings of a cache.
     *
     * @param region the cache
     * @param start begins the load of some keys
     * @param <V> the type of the values
     * @return the load
     */
    public static <V extends @Nullable Object> BulkLoad<V> of(
            CacheRegion<V> region, Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> start) {
        return new BulkLoad<>(start, (key, value) -> region.lifetimeOf(value), Tags.NONE);
    }

    /** The load of one of the keys. */
    Load<V> single(CacheRegion<V> region, EntryKey key) {
        return Load.starting(region, () -> start.apply(List.of(key)).thenApply(values -> valueOf(values, key)))
                .storedFor(value -> lifetime.apply(key, value))
                .taggedBy(tags);
    }

    /** The value of a key among those that were loaded. */
    @SuppressWarnings("NullAway") // the map has a value for each key that was asked for, null where V allows it
    static <V extends @Nullable Object> V valueOf(Map<EntryKey, V> values, EntryKey key) {
        return values.get(key);
    }
}
