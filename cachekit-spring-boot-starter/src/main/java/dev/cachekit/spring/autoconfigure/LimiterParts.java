package dev.cachekit.spring.autoconfigure;

import dev.cachekit.LimitPlan;
import dev.cachekit.engine.CacheKitBuilder;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What the application brings for rate limiters.
 *
 * @param configuration what is configured
 * @param plans give single keys other bands
 */
record LimiterParts(LimiterConfiguration configuration, ObjectProvider<LimitPlan> plans) {

    CacheKitBuilder addTo(CacheKitBuilder builder) {
        plans.orderedStream().forEach(builder::limitPlan);
        return builder.limits(configuration);
    }
}
