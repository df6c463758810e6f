package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import dev.cachekit.strategy.CacheReader.Found;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The expired values that a read of several keys has found. They stand in for a load that goes wrong only if there is one for
 * each key that it was to bring. Used by one call, one step at a time.
 *
 * @param <V> the type of the values
 */
final class BulkFallback<V extends @Nullable Object> implements StandIn<Map<EntryKey, Found<V>>> {

    private final ReadParts parts;
    private final CacheRegion<V> region;
    private final CallScope scope;
    private final Map<EntryKey, Lookup.Hit> expired = new HashMap<>();
    private Supplier<Collection<EntryKey>> wanted = List::of;

    BulkFallback(ReadParts parts, CacheRegion<V> region, CallScope scope) {
        this.parts = parts;
        this.region = region;
        this.scope = scope;
    }

    void found(EntryKey key, Lookup.Hit stale) {
        expired.put(key, stale);
    }

    /** These keys are loaded now. */
    void standInFor(Collection<EntryKey> loaded) {
        wanted = () -> loaded;
    }

    /** Keys are waited for now; what is still open of them is asked for when a value has to stand in. */
    void standInFor(Supplier<Collection<EntryKey>> open) {
        wanted = open;
    }

    /** The value that a load is to replace; null if there is none. */
    @Nullable
    Token token(EntryKey key) {
        Lookup.Hit hit = expired.get(key);
        return hit == null ? null : hit.entry().token();
    }

    @Override
    public boolean canStandIn() {
        return canStandIn(wanted.get());
    }

    private boolean canStandIn(Collection<EntryKey> keys) {
        return !keys.isEmpty() && keys.stream().allMatch(this::mayServe);
    }

    @Override
    public CompletionStage<Map<EntryKey, Found<V>>> instead(
            String reason, Supplier<CompletionStage<Map<EntryKey, Found<V>>>> otherwise) {
        Collection<EntryKey> keys = wanted.get();
        if (!canStandIn(keys)) {
            return otherwise.get();
        }
        return Stages.either(
                scope.time().spend(() -> parts.ports().entries().findAll(keys)),
                seen -> serve(keys, seen, reason, otherwise),
                // whatever was invalidated since was so after this call had begun
                away -> serve(keys, expired, reason, otherwise));
    }

    /** Serves one value that the store has just confirmed. */
    Optional<Found<V>> confirmed(EntryKey key, String reason) {
        return parts.values().standIn(region, expired.get(key), reason);
    }

    private CompletionStage<Map<EntryKey, Found<V>>> serve(
            Collection<EntryKey> keys,
            Map<EntryKey, ? extends Lookup> seen,
            String reason,
            Supplier<CompletionStage<Map<EntryKey, Found<V>>>> otherwise) {
        Map<EntryKey, Found<V>> values = new LinkedHashMap<>();
        for (EntryKey key : keys) {
            parts.values().standIn(region, seen.get(key), reason).ifPresent(value -> values.put(key, value));
        }
        return values.size() < keys.size() ? otherwise.get() : CompletableFuture.completedFuture(values);
    }

    boolean mayServe(EntryKey key) {
        Lookup.Hit hit = expired.get(key);
        return hit != null
                && region.reloadRules().canStandIn(hit.freshness())
                && !parts.isPending(key)
                && !scope.mayHaveTouched(key);
    }
}
