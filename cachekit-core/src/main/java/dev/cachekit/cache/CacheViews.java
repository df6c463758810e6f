package dev.cachekit.cache;

import dev.cachekit.Cache;
import dev.cachekit.call.Caller;
import dev.cachekit.call.CarriedTasks;
import dev.cachekit.event.StatsRecorder;
import dev.cachekit.spi.ContextCarrier;
import dev.cachekit.strategy.CachePorts;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.CacheStrategies;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the views of caches that users hold. Safe for use by many threads.
 *
 * @param ports the store and what else the strategies reach
 * @param strategies the algorithms
 * @param keys makes texts of keys
 * @param stats what was counted
 * @param context takes along what belongs to an asynchronous caller
 * @param executor continues asynchronous callers
 * @param history knows what was removed of late
 */
public record CacheViews(
        CachePorts ports,
        CacheStrategies strategies,
        CacheKeys keys,
        StatsRecorder stats,
        ContextCarrier context,
        Executor executor,
        RemovalHistory history) {

    /**
     * Makes a view.
     *
     * @param region the cache
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return its view, blocking and asynchronous
     */
    public <K, V> Cache<K, V> view(CacheRegion<@Nullable V> region) {
        RegionAsyncCache<K, V> blocking = new RegionAsyncCache<>(this, region, () -> Caller.BLOCKING);
        RegionAsyncCache<K, V> async =
                new RegionAsyncCache<>(this, region, () -> Caller.continuedOn(new CarriedTasks(context, executor)));
        return new RegionCache<>(blocking, async);
    }

    /**
     * Looks behind a view.
     *
     * @param cache a view
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return its operations; empty if the view was made elsewhere
     */
    public <K, V> Optional<RoutedCache<K, V>> own(Cache<K, V> cache) {
        return cache instanceof RegionCache<K, V> ours
                        && ours.standingStill().parts().equals(this)
                ? Optional.of(ours.standingStill().routed())
                : Optional.empty();
    }
}
