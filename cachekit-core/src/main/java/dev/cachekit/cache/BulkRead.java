package dev.cachekit.cache;

import dev.cachekit.BulkLoader;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.strategy.BulkReadCall;
import dev.cachekit.strategy.CacheReader.Found;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.UserKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A read of several keys, between the keys as users know them and as the store knows them.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
record BulkRead<K, V>(CacheViews parts, CacheRegion<@Nullable V> region, Caller caller, UserKeys<K> keys) {

    CompletionStage<Map<K, Found<@Nullable V>>> find() {
        return call().find().thenApply(this::byUserKey);
    }

    CompletionStage<Map<K, Found<@Nullable V>>> load(BulkLoader<K, V> loader) {
        return call().load(missing -> keys.<@Nullable V>load(
                        missing, some -> Stages.computed(() -> new LinkedHashMap<>(loader.load(some)))))
                .thenApply(this::byUserKey);
    }

    private BulkReadCall<@Nullable V> call() {
        return parts.strategies().reader().bulk(region, keys.entryKeys(), caller);
    }

    private Map<K, Found<@Nullable V>> byUserKey(Map<EntryKey, Found<@Nullable V>> found) {
        Map<K, Found<@Nullable V>> byUserKey = new LinkedHashMap<>();
        keys.all().forEach(key -> {
            Found<@Nullable V> value = found.get(keys.entryKey(key));
            if (value != null) {
                byUserKey.put(key, value);
            }
        });
        return byUserKey;
    }
}
