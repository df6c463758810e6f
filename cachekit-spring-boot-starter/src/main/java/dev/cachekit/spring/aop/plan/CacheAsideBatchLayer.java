package dev.cachekit.spring.aop.plan;

import dev.cachekit.Ttl;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;
import dev.cachekit.strategy.BulkLoad;
import dev.cachekit.strategy.CacheReader;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.Tags;
import dev.cachekit.strategy.UserKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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
        UserKeys<@Nullable Object> keys = new UserKeys<>(elements, this::key);
        if (elements.isEmpty()) {
            return CompletableFuture.completedFuture(said.result.content(elements, element -> null));
        }
        Map<EntryKey, Optional<Ttl>> lifetimes = new ConcurrentHashMap<>();
        return reader.bulk(region, keys.entryKeys(), call.waits().before())
                .load(new BulkLoad<>(
                        missing -> keys.load(missing, some -> load(call, some, keys, lifetimes)),
                        (key, value) -> lifetimes.getOrDefault(key, Optional.empty()),
                        said.tags.isEmpty() ? Tags.NONE : value -> said.tags.of(call, value)))
                .thenApply(found -> said.result.content(elements, element -> {
                    CacheReader.Found<Object> value = found.get(keys.entryKey(element));
                    return value == null ? null : value.value();
                }))
                .toCompletableFuture()
                .copy();
    }

    private EntryKey key(@Nullable Object element) {
        return said.texts.key(new @Nullable Object[] {element});
    }

    /** A lifetime whose expression fails must fail like the method, not after it. */
    private CompletionStage<Map<@Nullable Object, Object>> load(
            Call call,
            List<@Nullable Object> elements,
            UserKeys<@Nullable Object> keys,
            Map<EntryKey, Optional<Ttl>> lifetimes) {
        return contexts.afresh(() -> inner.call(said.argument.with(call, elements)))
                .thenApply(content -> {
                    Map<@Nullable Object, Object> values = said.result.values(call, elements, content);
                    values.forEach((element, value) ->
                            lifetimes.put(keys.entryKey(element), said.lifetime.of(region, call, value, value)));
                    return values;
                });
    }
}
