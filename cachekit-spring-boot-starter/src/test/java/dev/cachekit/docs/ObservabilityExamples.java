package dev.cachekit.docs;

import dev.cachekit.spring.metrics.DefaultWorkConvention;
import dev.cachekit.spring.metrics.WorkContext;
import io.micrometer.common.KeyValues;
import org.springframework.stereotype.Component;

/** Observations described in an application's own way, as the page on observability shows it. */
class ObservabilityExamples {

    // tag::convention[]
    @Component
    static class TeamConvention extends DefaultWorkConvention {

        @Override
        public KeyValues getLowCardinalityKeyValues(WorkContext context) {
            return super.getLowCardinalityKeyValues(context).and("team", "accounts");
        }
    }
    // end::convention[]

    private ObservabilityExamples() {}
}
