package dev.cachekit.spring.metrics;

import dev.cachekit.spi.Observer.Work;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/** Describes observations as the page on meters tells. Safe for use by many threads; may be extended. */
public class DefaultWorkConvention implements WorkConvention {

    private static final KeyValue REDIS = KeyValue.of("db.system", "redis");

    /** Makes a convention. */
    public DefaultWorkConvention() {}

    /** Each kind of work keeps the name that it has. */
    @Override
    public @Nullable String getName() {
        return null;
    }

    @Override
    public @Nullable String getContextualName(WorkContext context) {
        return WorkObservation.of(context.work()).verb() + " " + context.subject();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(WorkContext context) {
        KeyValues values = KeyValues.of(WorkObservation.of(context.work()).subjectKey(), context.subject());
        return context.work() == Work.STORE_REQUEST ? values.and(REDIS) : values;
    }
}
