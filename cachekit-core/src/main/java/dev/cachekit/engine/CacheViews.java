package dev.cachekit.engine;

import dev.cachekit.Cache;
import dev.cachekit.call.Caller;
import dev.cachekit.strategy.CachePorts;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.CacheStrategies;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes the views of caches that users hold. */
record CacheViews(
        CachePorts ports, CacheStrategies strategies, CacheKeys keys, StatsRecorder stats, Executor executor) {

    <K, V> Cache<K, V> view(CacheRegion<@Nullable V> region) {
        RegionAsyncCache<K, V> blocking = new RegionAsyncCache<>(this, region, Caller.BLOCKING);
        RegionAsyncCache<K, V> async = new RegionAsyncCache<>(this, region, Caller.continuedOn(executor));
        return new RegionCache<>(blocking, async);
    }
}
