package dev.cachekit.spring.aop.plan;

import dev.cachekit.Ttl;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.near.Kept;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;
import dev.cachekit.strategy.CacheReader;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.Load;
import dev.cachekit.strategy.Tags;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The look-up of {@code @CacheAside}; what is within is the load.
 *
 * @param parts what the annotation says
 * @param region the cache
 * @param reader the strategy
 * @param contexts sessions that must not serve the load
 * @param inner what is called on a miss
 */
record CacheAsideLayer(
        Parts parts, CacheRegion<Object> region, CacheReader reader, PersistenceContexts contexts, Layer inner)
        implements Layer {

    /**
     * What the annotation says.
     *
     * @param condition whether the cache is used at all
     * @param key makes the key
     * @param texts makes its text
     * @param lifetime decides how long a value is stored
     * @param tags names its tags
     * @param shape how the cached content is wrapped
     */
    record Parts(
            Condition condition,
            OneKey key,
            KeyTexts texts,
            Lifetime lifetime,
            TagExpressions tags,
            ResultShape shape) {}

    @Override
    public @Nullable Object call(Call call) throws Throwable {
        if (!parts.condition.holds(call, null)) {
            return inner.call(call);
        }
        EntryKey key = parts.texts.key(parts.key.parts(call, null));
        Kept<Object> kept = reader.kept(region, key);
        return kept != null ? parts.shape.wrap(kept.value()) : read(call, key);
    }

    private @Nullable Object read(Call call, EntryKey key) throws Throwable {
        AsideLoad load = new AsideLoad(this, call);
        Load<Object> onMiss = Load.starting(region, load)
                .storedFor(value -> load.lifetime())
                .taggedBy(parts.tags.isEmpty() ? Tags.NONE : value -> parts.tags.of(call, value));
        return parts.shape.wrap(outcome(reader.get(region, key, onMiss, Caller.BLOCKING), load));
    }

    private static @Nullable Object outcome(CompletionStage<Object> stage, AsideLoad load) throws Throwable {
        try {
            return Outcome.of(stage);
        } catch (Throwable failure) {
            Throwable own = load.failure();
            throw own != null ? own : failure;
        }
    }

    /**
     * Runs what is within, away from sessions that remember what they have read before. The call itself never goes on, so
     * that a load can begin from it at any time.
     */
    @Nullable
    Object load(Call call) throws Throwable {
        return contexts.afresh(() -> parts.shape.content(inner.call(call.repeatable())));
    }

    Optional<Ttl> lifetimeOf(Call call, @Nullable Object content) {
        return parts.lifetime.of(region, call, content, content);
    }
}
