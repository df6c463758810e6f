package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.strategy.CacheReader.Found;
import dev.cachekit.strategy.ReloadRules.Step;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One cache-aside call: looks up, and serves what it finds. All else is a {@link Miss}, which is made only then. Where the last
 * reads of the cache have found nothing, it asks for the lease at once: the store answers with a value, if there is one.
 *
 * @param <V> the type of the value
 */
final class ReadCall<V extends @Nullable Object> {

    private final ReadParts parts;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final Load<V> load;
    private final CallScope scope;
    private final NearFill<V> near;

    ReadCall(ReadParts parts, CacheRegion<V> region, EntryKey key, Load<V> load, CallScope scope) {
        this.parts = parts;
        this.ports = parts.ports();
        this.region = region;
        this.key = key;
        this.load = load;
        this.scope = scope;
        this.near = NearFill.begin(region, key);
    }

    CompletionStage<V> run() {
        return region.isEnabled() ? answer(this::found) : missed(Miss::pastTheCache);
    }

    CompletionStage<V> runAnew() {
        return answer(this::refused);
    }

    private CompletionStage<V> answer(Function<Lookup, CompletionStage<V>> onFound) {
        if (scope.hasTouched(key)) {
            return missed(Miss::pastTheCache);
        }
        if (parts.isPending(key)) {
            return missed(Miss::withoutStore);
        }
        return isLikelyMissed() ? leased(onFound) : lookedUp(onFound);
    }

    /** In this process a look-up costs nothing, and with tags an answer is worth nothing before the tag clock is known. */
    private boolean isLikelyMissed() {
        return region.misses().isLong()
                && ports.remote()
                && load.tags() == Tags.NONE
                && scope.fillRule() != FillRule.NEVER;
    }

    private CompletionStage<V> lookedUp(Function<Lookup, CompletionStage<V>> onFound) {
        return scope.ask(
                region,
                "find",
                () -> ports.entries().find(key),
                seen -> onFound.apply(noted(seen)),
                () -> missed(Miss::withoutStore));
    }

    /** Saves the look-up: who asks for the lease is given the value instead, if there is one. */
    private CompletionStage<V> leased(Function<Lookup, CompletionStage<V>> onFound) {
        LeaseAsk<V> ask = LeaseAsk.of(parts, region, key, load, scope, null, null);
        return scope.askFor(
                ask,
                region,
                reply -> reply instanceof LeaseReply.Hit hit
                        ? onFound.apply(noted(instead(hit, ask)))
                        : missed(miss -> miss.unseen(reply, ask)),
                () -> missed(Miss::unanswered));
    }

    private static Lookup.Hit instead(LeaseReply.Hit hit, LeaseAsk<?> ask) {
        ask.refused();
        return new Lookup.Hit(hit.entry(), hit.freshness());
    }

    private Lookup noted(Lookup seen) {
        region.misses().note(seen);
        return seen;
    }

    private CompletionStage<V> found(Lookup seen) {
        if (!(seen instanceof Lookup.Hit hit)) {
            parts.values().decoded(region, seen);
            return missed(Miss::absent);
        }
        Step step = parts.upkeep().stepFor(region, hit.entry(), hit.freshness());
        if (step == Step.LOAD) {
            return missed(miss -> miss.expired(hit));
        }
        return parts.values()
                .decoded(region, hit)
                .map(value -> hit(value, hit, step))
                .orElseGet(() -> refused(hit));
    }

    private CompletionStage<V> hit(Found<V> value, Lookup.Hit hit, Step step) {
        ports.listener().onHit(region.name());
        if (hit.freshness().isStale()) {
            ports.listener().onStale(region.name(), "revalidating");
        }
        near.found(value.value(), hit);
        parts.upkeep().after(step, region, key, hit.entry(), load);
        return CompletableFuture.completedFuture(value.value());
    }

    private CompletionStage<V> refused(Lookup seen) {
        return missed(miss ->
                seen instanceof Lookup.Hit hit ? miss.refused(hit.entry().token()) : miss.absent());
    }

    private CompletionStage<V> missed(Function<Miss<V>, CompletionStage<Loaded<V>>> way) {
        ports.listener().onMiss(region.name());
        return way.apply(new Miss<>(parts, region, key, load, scope, near)).thenApply(Loaded::value);
    }
}
