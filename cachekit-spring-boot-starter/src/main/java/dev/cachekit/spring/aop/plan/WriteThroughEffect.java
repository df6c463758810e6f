package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Caller;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.CacheStrategies;
import dev.cachekit.strategy.PendingWrite;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code @WriteThrough}.
 *
 * @param condition whether this call stores anything
 * @param keys makes the keys
 * @param texts makes their texts
 * @param entries makes the values
 * @param region the cache
 * @param strategies the strategies
 */
record WriteThroughEffect(
        Condition condition,
        ManyKeys keys,
        KeyTexts texts,
        WrittenEntries entries,
        CacheRegion<Object> region,
        CacheStrategies strategies)
        implements Effect {

    /** A key that is known is fenced; for one that is not, the whole cache is watched for other writes. */
    @Override
    public CompletionStage<Optional<EffectRun>> begin(Call call, TransactionScope outer) {
        if (!condition.holds(call, null)) {
            return NONE;
        }
        Caller caller = call.waits().before();
        List<EntryKey> keys = keysBefore(call);
        return tagClock(caller)
                .thenCompose(clock -> strategies
                        .writer()
                        .begin(region, keys, caller)
                        .thenCompose(fenced -> watching(keys, caller)
                                .thenApply(watching -> Optional.of(
                                        new WriteRun(this, call, fenced, watching.orElse(null), clock.orElse(null))))));
    }

    private CompletionStage<Optional<Long>> tagClock(Caller caller) {
        return entries.tags().isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : strategies.writer().tagClock(region, caller);
    }

    private CompletionStage<Optional<PendingWrite<Object>>> watching(List<EntryKey> keys, Caller caller) {
        return keys.isEmpty()
                ? strategies.writer().begin(region, caller).thenApply(Optional::of)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    List<EntryKey> keysAfter(Call call, @Nullable Object result) {
        return keys.keys(call, result, texts);
    }

    /** Empty if the keys are not known before the method, as that of a row to be inserted. */
    private List<EntryKey> keysBefore(Call call) {
        if (keys.needsResult() || !keys.isPlain()) {
            return List.of();
        }
        try {
            return keys.keys(call, null, texts);
        } catch (RuntimeException notYet) {
            return List.of();
        }
    }
}
