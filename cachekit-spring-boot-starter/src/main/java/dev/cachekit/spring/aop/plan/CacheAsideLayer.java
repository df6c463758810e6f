package dev.cachekit.spring.aop.plan;

import dev.cachekit.Ttl;
import dev.cachekit.near.Kept;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;
import dev.cachekit.strategy.CacheReader;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.Load;
import dev.cachekit.strategy.Tags;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    /** The cache is not used by this call. */
    private static final Object PAST = new Object();

    /**
     * What the annotation says.
     *
     * @param condition whether the cache is used at all
     * @param key makes the key
     * @param lifetime decides how long a value is stored
     * @param tags names its tags
     * @param context the position of the parameter by which the method decides about its entry, -1 if it has none
     */
    record Parts(Condition condition, CallKey key, Lifetime lifetime, TagExpressions tags, int context) {

        boolean isDeciding() {
            return context >= 0;
        }
    }

    @Override
    public CompletionStage<Object> call(Call call) {
        Object found = look(call);
        return found instanceof Kept<?> kept ? CompletableFuture.completedFuture(kept.value()) : goOn(call, found);
    }

    /** Returns what knows the keys of calls that surely use the cache. Null if some may not, or nothing is remembered. */
    @Nullable
    KeyMemory memory() {
        return parts.condition == Condition.ALWAYS ? parts.key.memory() : null;
    }

    /** Looks into this process. Null if there is nothing that may be served. */
    @Nullable
    Kept<Object> kept(EntryKey key) {
        return reader.kept(region, key);
    }

    /** Looks into this process. Gives a {@link Kept}, or what to go on with: then nothing is evaluated twice. */
    Object look(Call call) {
        if (!parts.condition.holds(call, null)) {
            return PAST;
        }
        EntryKey key = parts.key.of(call);
        Kept<Object> kept = kept(key);
        return kept != null ? kept : key;
    }

    /** Goes on with what was found instead of a value. */
    CompletionStage<Object> goOn(Call call, Object found) {
        return found instanceof EntryKey key ? read(call, key) : past(call);
    }

    /** The method is given a context all the same. */
    private CompletionStage<Object> past(Call call) {
        return parts.isDeciding()
                ? LoadContext.withoutEffect(parts.lifetime.where())
                        .during(context -> inner.call(call.given(parts.context, context)))
                : inner.call(call);
    }

    /** The value may be one that others wait for, too: who cancels takes nothing from them. */
    private CompletionStage<Object> read(Call call, EntryKey key) {
        Load<Object> onMiss = parts.isDeciding() ? DecidingLoad.of(this, call) : onMiss(call);
        return reader.get(region, key, onMiss, call.waits().before())
                .toCompletableFuture()
                .copy();
    }

    private Load<Object> onMiss(Call call) {
        return NotedLoad.of(region, () -> load(call), content -> lifetimeOf(call, content))
                .taggedBy(parts.tags.isEmpty() ? Tags.NONE : value -> parts.tags.of(call, value));
    }

    /**
     * Begins what is within, away from sessions that remember what they have read before. The call itself never goes on, so
     * that a load can begin from it at any time.
     */
    CompletionStage<Object> load(Call call) {
        return contexts.afresh(() -> inner.call(call.repeatable()));
    }

    Optional<Ttl> lifetimeOf(Call call, @Nullable Object content) {
        return parts.lifetime.of(region, call, content, content);
    }
}
