package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Outcome;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.CacheStrategies;
import dev.cachekit.strategy.PendingWrite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    public @Nullable EffectRun begin(Call call, TransactionScope outer) {
        if (!condition.holds(call, null)) {
            return null;
        }
        Long tagClock = entries.tags().isEmpty()
                ? null
                : Outcome.of(strategies.writer().tagClock(region, call.caller()))
                        .orElse(null);
        Map<EntryKey, PendingWrite<Object>> fenced = new LinkedHashMap<>();
        for (EntryKey key : keysBefore(call)) {
            fenced.put(key, Outcome.of(strategies.writer().begin(region, key, call.caller())));
        }
        PendingWrite<Object> watching =
                fenced.isEmpty() ? Outcome.of(strategies.writer().begin(region, call.caller())) : null;
        return new WriteRun(this, call, fenced, watching, tagClock);
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
