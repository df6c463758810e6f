package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.metrics.DefaultWorkConvention;
import dev.cachekit.spring.metrics.ObservedTimers;
import dev.cachekit.spring.metrics.WorkConvention;
import dev.cachekit.spring.metrics.WorkObserver;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets loads, requests to Redis and waits for locks be observed, so that they are in traces. */
@AutoConfiguration(
        after = CacheKitAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({CacheKitEngine.class, ObservationRegistry.class})
public final class CacheKitObservationAutoConfiguration {

    CacheKitObservationAutoConfiguration() {}

    @Bean
    WorkObserver cacheKitWorkObserver(ObservationRegistry registry, ObjectProvider<WorkConvention> convention) {
        return new WorkObserver(registry, convention.getIfAvailable(DefaultWorkConvention::new));
    }

    /** Apart, for applications that observe and do not measure. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterFilter.class)
    static class OfMeters {

        @Bean
        ObservedTimers cacheKitObservedTimers() {
            return new ObservedTimers();
        }
    }
}
