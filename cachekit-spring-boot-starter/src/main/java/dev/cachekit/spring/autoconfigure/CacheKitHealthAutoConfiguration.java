package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.actuate.CacheKitHealthIndicator;
import dev.cachekit.spring.actuate.RecoveryDetails;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds {@code cachekit} to the application's health. */
@AutoConfiguration(after = CacheKitAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
public final class CacheKitHealthAutoConfiguration {

    CacheKitHealthAutoConfiguration() {}

    /** Apart, so that its conditions are not looked at without their library. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnEnabledHealthIndicator("cachekit")
    static class Indicator {

        @Bean
        @ConditionalOnBean(CacheKitEngine.class)
        @ConditionalOnMissingBean(name = "cachekitHealthIndicator")
        HealthIndicator cachekitHealthIndicator(CacheKitEngine engine, CacheKitProperties properties) {
            return new CacheKitHealthIndicator(
                    engine.backend().name(),
                    engine.backend().isShared() ? engine.backend().admin() : null,
                    new RecoveryDetails(engine::breakers, engine.strategies().invalidator()::pendingCount),
                    properties.redis().deadline(),
                    new Status(properties.health().redisDownStatus()));
        }
    }
}
