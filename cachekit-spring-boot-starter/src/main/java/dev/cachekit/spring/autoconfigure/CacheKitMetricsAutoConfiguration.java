package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.metrics.CacheMeters;
import dev.cachekit.spring.metrics.EngineMeters;
import dev.cachekit.spring.metrics.FlightMeters;
import dev.cachekit.spring.metrics.LimiterMeters;
import dev.cachekit.spring.metrics.LockMeters;
import dev.cachekit.spring.metrics.RequestMeters;
import dev.cachekit.spring.metrics.TopicMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Adds the meters of CacheKit to the application's registry. */
@AutoConfiguration(
        after = CacheKitAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({CacheKitEngine.class, MeterRegistry.class})
public final class CacheKitMetricsAutoConfiguration {

    CacheKitMetricsAutoConfiguration() {}

    @Bean
    EngineMeters cacheKitEngineMeters(CacheKitEngine engine, CacheMeters events) {
        return new EngineMeters(engine, events);
    }

    @Bean
    CacheMeters cacheKitCacheMeters(MeterRegistry registry) {
        return new CacheMeters(registry);
    }

    @Bean
    LimiterMeters cacheKitLimiterMeters(MeterRegistry registry) {
        return new LimiterMeters(registry);
    }

    @Bean
    LockMeters cacheKitLockMeters(MeterRegistry registry) {
        return new LockMeters(registry);
    }

    @Bean
    FlightMeters cacheKitFlightMeters(MeterRegistry registry) {
        return new FlightMeters(registry);
    }

    @Bean
    TopicMeters cacheKitTopicMeters(MeterRegistry registry) {
        return new TopicMeters(registry);
    }

    @Bean
    RequestMeters cacheKitRequestMeters(MeterRegistry registry) {
        return new RequestMeters(registry);
    }
}
