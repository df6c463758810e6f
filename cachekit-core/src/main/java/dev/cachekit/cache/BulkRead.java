package dev.cachekit.cache;

import dev.cachekit.BulkLoader;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.strategy.BulkReadCall;
import dev.cachekit.strategy.CacheReader.Found;
import dev.cachekit.strategy.CacheRegion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A read of several keys, between the keys as users know them and as the store knows them.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
record BulkRead<K, V>(CacheViews parts, CacheRegion<@Nullable V> region, Caller caller, Map<K, EntryKey> keys) {

    CompletionStage<Map<K, Found<@Nullable V>>> find() {
        return call().find().thenApply(this::byUserKey);
    }

    CompletionStage<Map<K, Found<@Nullable V>>> load(BulkLoader<K, V> loader) {
        return call().load(missing -> Stages.computed(() -> loaded(loader, missing)))
                .thenApply(this::byUserKey);
    }

    private BulkReadCall<@Nullable V> call() {
        return parts.strategies().reader().bulk(region, keys.values(), caller);
    }

    private Map<EntryKey, @Nullable V> loaded(BulkLoader<K, V> loader, Collection<EntryKey> missing) throws Exception {
        Map<K, EntryKey> wanted = new LinkedHashMap<>(keys);
        wanted.values().retainAll(missing);
        Map<K, V> values = loader.load(List.copyOf(wanted.keySet()));
        Map<EntryKey, @Nullable V> byEntryKey = new LinkedHashMap<>();
        wanted.forEach((key, entryKey) -> byEntryKey.put(entryKey, values.get(key)));
        return byEntryKey;
    }

    private Map<K, Found<@Nullable V>> byUserKey(Map<EntryKey, Found<@Nullable V>> found) {
        Map<K, Found<@Nullable V>> byUserKey = new LinkedHashMap<>();
        keys.forEach((key, entryKey) -> {
            Found<@Nullable V> value = found.get(entryKey);
            if (value != null) {
                byUserKey.put(key, value);
            }
        });
        return byUserKey;
    }
}
