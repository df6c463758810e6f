package dev.cachekit.strategy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The load that one call runs itself: under a lease, without one for those who may join it, or for the call alone. Used by
 * one call, one step at a time.
 *
 * @param <V> the type of the value
 */
final class OwnLoad<V extends @Nullable Object> {

    private final CacheReader reader;
    private final CacheRegion<V> region;
    private final Load<V> load;
    private final CallScope scope;

    OwnLoad(CacheReader reader, CacheRegion<V> region, Load<V> load, CallScope scope) {
        this.reader = reader;
        this.region = region;
        this.load = load;
        this.scope = scope;
    }

    /** Loads under a lease that was granted, and stores the value. */
    CompletionStage<Loaded<V>> leased(LeaseAsk<V> lease) {
        Fill<V> fill = new Fill<>(reader.ports(), region, lease, load.lifetime());
        LeasedLoad<V> leased = new LeasedLoad<>(reader, fill, lease, scope);
        // encoding is part of the load: a lifetime that cannot be decided must not leave the lease standing
        return Stages.either(
                timed(() -> lease.flight().begin(load.start())).thenApply(leased::encode),
                loaded -> scope.stored(region, leased.succeed(loaded)).thenApply(done -> loaded),
                failure -> scope.stored(region, leased.fail(failure))
                        .thenCompose(done -> CompletableFuture.failedFuture(failure)));
    }

    /** Loads for all who join the flight, and stores nothing. */
    CompletionStage<Loaded<V>> joinable(Flight<Loaded<V>> flight, Runnable end) {
        return timed(() -> flight.begin(load.start()))
                .thenApply(OwnLoad::unstored)
                .whenComplete((loaded, failure) -> {
                    flight.land(loaded, failure);
                    end.run();
                });
    }

    /** Loads for this call alone, and stores nothing. */
    CompletionStage<Loaded<V>> alone() {
        return timed(() -> Stages.begun(load.start())).thenApply(OwnLoad::unstored);
    }

    private static <V extends @Nullable Object> Loaded<V> unstored(V value) {
        return new Loaded<>(value, null);
    }

    private CompletionStage<V> timed(Supplier<CompletionStage<V>> start) {
        return reader.timed(region, () -> scope.begin(start));
    }
}
