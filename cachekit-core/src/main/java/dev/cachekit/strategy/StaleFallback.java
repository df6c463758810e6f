package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The expired value that a call has found, and may serve if loading goes wrong. Before it does it looks at the store again:
 * a value that was invalidated meanwhile is not served. Used by one call, one step at a time.
 *
 * @param <V> the type of the value
 */
final class StaleFallback<V extends @Nullable Object> implements StandIn<Loaded<V>> {

    private final ReadParts parts;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final CallScope scope;
    private Lookup.@Nullable Hit found;

    StaleFallback(ReadParts parts, CacheRegion<V> region, EntryKey key, CallScope scope) {
        this.parts = parts;
        this.region = region;
        this.key = key;
        this.scope = scope;
    }

    void found(Lookup.Hit stale) {
        found = stale;
    }

    /** The value that a load is to replace; null if there is none. */
    @Nullable
    Token token() {
        return found == null ? null : found.entry().token();
    }

    @Override
    public boolean canStandIn() {
        return found != null && region.reloadRules().canStandIn(found.freshness());
    }

    @Override
    public CompletionStage<Loaded<V>> instead(String reason, Supplier<CompletionStage<Loaded<V>>> otherwise) {
        Lookup.Hit before = found;
        if (before == null || !canStandIn() || parts.isPending(key) || scope.mayHaveTouched(key)) {
            return otherwise.get();
        }
        return Stages.either(
                scope.time().spend(() -> parts.ports().entries().find(key)),
                seen -> serve(seen, reason, otherwise),
                // whatever was invalidated since was so after this call had begun
                away -> serve(before, reason, otherwise));
    }

    /** As {@link #instead}, where the store has just confirmed that the value is there. */
    CompletionStage<Loaded<V>> unseen(String reason, Supplier<CompletionStage<Loaded<V>>> otherwise) {
        return found == null ? otherwise.get() : serve(found, reason, otherwise);
    }

    private CompletionStage<Loaded<V>> serve(
            Lookup seen, String reason, Supplier<CompletionStage<Loaded<V>>> otherwise) {
        return parts.values()
                .standIn(region, seen, reason)
                .map(value -> CompletableFuture.completedStage(new Loaded<>(value.value(), null)))
                .orElseGet(otherwise);
    }
}
