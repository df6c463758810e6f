package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;
import dev.cachekit.strategy.BulkLoad;
import dev.cachekit.strategy.CacheReader;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The look-up of {@code @CacheAside} with many keys; what is within is called with those that are missing. Each element has
 * an entry of its own, which single-key methods of the cache share.
 *
 * @param said what the annotation says
 * @param region the cache
 * @param reader the strategy
 * @param contexts sessions that must not serve the load
 * @param inner what is called for missing keys
 */
record CacheAsideBatchLayer(
        Said said, CacheRegion<Object> region, CacheReader reader, PersistenceContexts contexts, Layer inner)
        implements Layer {

    /**
     * What the annotation says.
     *
     * @param condition whether the cache is used at all
     * @param argument the parameter that holds the keys
     * @param texts makes their texts
     * @param result how the method gives its results
     * @param lifetime decides how long a value is stored
     * @param tags names its tags
     */
    record Said(
            Condition condition,
            BatchArgument argument,
            KeyTexts texts,
            BatchResult result,
            Lifetime lifetime,
            TagExpressions tags) {}

    @Override
    public CompletionStage<Object> call(Call call) {
        if (!said.condition.holds(call, null)) {
            return inner.call(call);
        }
        List<@Nullable Object> elements = said.argument.elements(call);
        Map<@Nullable Object, EntryKey> keys = new LinkedHashMap<>();
        elements.forEach(element -> keys.computeIfAbsent(element, this::key));
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(said.result.content(elements, element -> null));
        }
        return reader.bulk(region, keys.values(), call.waits().before())
                .load(new BulkLoad<>(
                        missing -> load(call, keys, missing),
                        value -> said.lifetime.of(region, call, value, value),
                        said.tags.isEmpty() ? Tags.NONE : value -> said.tags.of(call, value)))
                .thenApply(found -> said.result.content(elements, element -> {
                    CacheReader.Found<Object> value = found.get(keys.get(element));
                    return value == null ? null : value.value();
                }))
                .toCompletableFuture()
                .copy();
    }

    private EntryKey key(@Nullable Object element) {
        return said.texts.key(new @Nullable Object[] {element});
    }

    /** A lifetime whose expression fails must fail like the method, not after it. */
    private CompletionStage<Map<EntryKey, Object>> load(
            Call call, Map<@Nullable Object, EntryKey> keys, Collection<EntryKey> missing) {
        Map<@Nullable Object, EntryKey> wanted = new LinkedHashMap<>(keys);
        wanted.values().retainAll(missing);
        List<@Nullable Object> elements = new ArrayList<>(wanted.keySet());
        return contexts.afresh(() -> inner.call(said.argument.with(call, elements)))
                .thenApply(content -> {
                    Map<@Nullable Object, @Nullable Object> values = said.result.values(elements, content);
                    Map<EntryKey, Object> byEntryKey = new LinkedHashMap<>();
                    wanted.forEach((element, key) -> byEntryKey.put(key, values.get(element)));
                    byEntryKey.values().forEach(value -> said.lifetime.of(region, call, value, value));
                    return byEntryKey;
                });
    }
}
