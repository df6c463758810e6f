package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.Observer.Watched;
import dev.cachekit.spi.Observer.Work;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins loads, lets them be watched and tells how long they took. Safe for use by many threads.
 *
 * @param ports the clock, and those who are told
 */
record TimedLoads(CachePorts ports) {

    /** Begins a load where its call wants it to run, and reports how long it took. */
    <T extends @Nullable Object> CompletionStage<T> begin(
            CacheRegion<?> region, CallScope where, Supplier<CompletionStage<T>> load) {
        long startNanos = ports.scheduler().nanoTime();
        return where.begin(() -> watched(region, load)).whenComplete((value, failure) -> {
            Duration took = Duration.ofNanos(ports.scheduler().nanoTime() - startNanos);
            ports.listener().onLoad(region.name(), took, failure == null);
        });
    }

    /** The stage stays the load's own: who cancels it means the load. */
    private <T extends @Nullable Object> CompletionStage<T> watched(
            CacheRegion<?> region, Supplier<CompletionStage<T>> load) {
        Watched watched = ports.observer().begin(Work.LOAD, region.name());
        if (watched == Watched.UNSEEN) {
            return load.get();
        }
        CompletionStage<T> loading = begun(watched, load);
        loading.whenComplete((value, failure) -> watched.end(failure == null ? null : Stages.cause(failure)));
        return loading;
    }

    /** What is thrown at once, as when a thread is interrupted, ends the watch as well. */
    private static <T> T begun(Watched watched, Supplier<T> start) {
        try {
            return watched.within(start);
        } catch (Throwable thrown) {
            watched.end(thrown);
            throw thrown;
        }
    }
}
