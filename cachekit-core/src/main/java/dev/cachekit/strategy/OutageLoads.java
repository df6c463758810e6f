package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.recovery.Bulkhead;
import dev.cachekit.recovery.Bulkhead.Place;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loads of this process while the store is away. What the cache had kept from the database comes at once then, so
 * only {@value #PLACES} run at the same time; the others wait as long as they would wait for the load of another, and
 * then load anyway. Safe for use by many threads.
 */
final class OutageLoads {

    static final int PLACES = 64;

    private final Bulkhead bulkhead = new Bulkhead(PLACES);

    /** A load within a load has its place already; waiting for a second one could be waiting for itself. */
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    /** Loads, now or when there is room. A transaction holds a connection already and is not kept waiting. */
    <T extends @Nullable Object> CompletionStage<T> run(
            CallScope scope, Patience<?> patience, Supplier<CompletionStage<T>> load) {
        if (scope.inTransaction() || inside.get()) {
            return load.get();
        }
        Place place = bulkhead.enter();
        return scope.await(
                        Stages.settled(place.admission()),
                        patience.waitLeft(),
                        admitted -> begun(load),
                        crowded -> begun(load))
                .whenComplete((value, failure) -> place.leave());
    }

    private <T extends @Nullable Object> CompletionStage<T> begun(Supplier<CompletionStage<T>> load) {
        inside.set(true);
        try {
            return load.get();
        } finally {
            inside.remove();
        }
    }
}
