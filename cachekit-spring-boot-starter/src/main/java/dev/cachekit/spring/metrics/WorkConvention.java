package dev.cachekit.spring.metrics;

import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observations of loads, of requests to Redis and of callers that wait for locks, and gives them their keys. A bean of
 * this type takes the place of the default; to change a part only, extend {@link DefaultWorkConvention}. Safe for use by many
 * threads. A {@link GlobalObservationConvention} that supports {@link WorkContext} works as well.
 */
public interface WorkConvention extends ObservationConvention<WorkContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof WorkContext;
    }
}
