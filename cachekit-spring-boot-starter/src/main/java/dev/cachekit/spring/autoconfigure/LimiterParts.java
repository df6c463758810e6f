package dev.cachekit.spring.autoconfigure;

import dev.cachekit.LimitPlan;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.spi.LimitListener;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What the application brings for rate limiters.
 *
 * @param configuration what is configured
 * @param plans give single keys other bands
 * @param listeners are told what happens
 */
record LimiterParts(
        LimiterConfiguration configuration, ObjectProvider<LimitPlan> plans, ObjectProvider<LimitListener> listeners) {

    CacheKitBuilder addTo(CacheKitBuilder builder) {
        plans.orderedStream().forEach(builder::limitPlan);
        listeners.orderedStream().forEach(builder::listener);
        return builder.limits(configuration);
    }
}
