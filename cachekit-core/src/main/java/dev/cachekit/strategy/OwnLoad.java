package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.call.StoreTime;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The load that one call runs itself: under a lease, without one for those who may join it, or for the call alone. Used by
 * one call, one step at a time.
 *
 * @param <V> the type of the value
 */
final class OwnLoad<V extends @Nullable Object> {

    private final ReadParts parts;
    private final CacheRegion<V> region;
    private final boolean deciding;
    private final Replaced<V> replaced;
    private final Load<V> load;
    private final CallScope scope;
    private final Patience<Loaded<V>> patience;

    OwnLoad(ReadParts parts, CacheRegion<V> region, Load<V> load, CallScope scope, Patience<Loaded<V>> patience) {
        this.parts = parts;
        this.region = region;
        this.deciding = load.isDeciding();
        this.replaced = new Replaced<>(parts, region);
        this.load = load.replacing(replaced);
        this.scope = scope;
        this.patience = patience;
    }

    /** Loads under a lease that was granted, and stores the value. */
    CompletionStage<Loaded<V>> leased(LeaseAsk<V> lease, StoreTime time) {
        Fill<V> fill = new Fill<>(parts.ports(), region, lease, load);
        LeasedLoad<V> leased = new LeasedLoad<>(parts, fill, lease, lease.renewed());
        Token old = deciding ? lease.reloads() : null;
        if (old == null) {
            return leased(leased, lease);
        }
        return Stages.either(
                time.spend(() -> parts.ports().entries().find(lease.key())),
                seen -> {
                    replaced.seen(lease.key(), seen, old);
                    return leased(leased, lease);
                },
                away -> leased(leased, lease));
    }

    private CompletionStage<Loaded<V>> leased(LeasedLoad<V> leased, LeaseAsk<V> lease) {
        return patience.load(
                load.start(),
                (where, start) ->
                        ended(leased, where, timed(where, () -> lease.flight().begin(start))));
    }

    private CompletionStage<Loaded<V>> ended(LeasedLoad<V> leased, CallScope where, CompletionStage<V> loading) {
        // encoding is part of the load: a lifetime that cannot be decided must not leave the lease standing
        return Stages.either(
                loading.thenApply(leased::encode),
                loaded -> where.stored(region, leased.succeed(loaded, scope)).thenApply(done -> loaded),
                failure -> where.stored(region, leased.fail(failure))
                        .thenCompose(done -> CompletableFuture.failedFuture(failure)));
    }

    /** Loads for all who join the flight, and stores nothing. The end is told what was loaded, null after a failure. */
    CompletionStage<Loaded<V>> joinable(Flight<Loaded<V>> flight, Consumer<@Nullable Loaded<V>> end) {
        return patience.load(
                load.start(),
                (where, start) -> timed(where, () -> flight.begin(start))
                        .thenApply(OwnLoad::unstored)
                        .whenComplete((loaded, failure) -> {
                            flight.land(loaded, failure);
                            end.accept(loaded);
                        }));
    }

    /** Loads for this call alone, and stores nothing. */
    CompletionStage<Loaded<V>> alone() {
        return patience.load(load.start(), (where, start) -> timed(where, start).thenApply(OwnLoad::unstored));
    }

    /** Keeps for a moment what the store could not be offered, if it is to be stored at all. */
    void keepWithoutStore(@Nullable Loaded<V> loaded, NearFill<V> near, long startNanos) {
        if (loaded != null) {
            Duration loading = Duration.ofNanos(parts.ports().scheduler().nanoTime() - startNanos);
            near.loadedWithoutStore(loaded.value(), load, loading);
        }
    }

    private static <V extends @Nullable Object> Loaded<V> unstored(V value) {
        return new Loaded<>(value, null);
    }

    private CompletionStage<V> timed(CallScope where, Supplier<CompletionStage<V>> start) {
        return parts.loads().begin(region, where, () -> Stages.begun(start));
    }
}
