package dev.cachekit.spring.autoconfigure;

import dev.cachekit.CacheKit;
import dev.cachekit.LimitPlan;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.aop.AnnotatedCaches;
import dev.cachekit.spring.topic.TopicListenerConfiguration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Makes a {@link CacheKit} out of {@code cachekit.*}, on Redis where its address is known, else within this process.
 * Runs after the configurations that may bring a RedissonClient or tell where Redis is.
 */
@AutoConfiguration(
        afterName = {
            "org.redisson.spring.starter.RedissonAutoConfigurationV4",
            "org.redisson.spring.starter.RedissonAutoConfigurationV2",
            "org.redisson.spring.starter.RedissonAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
        })
@EnableConfigurationProperties(CacheKitProperties.class)
@Import({EnabledConfiguration.class, DisabledConfiguration.class, TopicListenerConfiguration.class})
public final class CacheKitAutoConfiguration {

    CacheKitAutoConfiguration() {}

    @Bean
    static BindFailures cacheKitBindFailures() {
        return new BindFailures();
    }

    /** A lazy start must find mistakes as early as any other. */
    @Bean
    static LazyInitializationExcludeFilter cacheKitIsNeverLazy() {
        return LazyInitializationExcludeFilter.forBeanTypes(
                CacheKit.class,
                CacheKitProperties.class,
                CacheOptionsResolver.class,
                LimiterConfiguration.class,
                LockConfiguration.class,
                FlightParts.class,
                StartReport.class,
                StartAdvisor.class);
    }

    @Bean
    AppName cacheKitAppName(CacheKitProperties properties, Environment environment) {
        return AppName.of(properties, environment);
    }

    @Bean
    CacheOptionsResolver cacheKitOptions(CacheKitProperties properties, ObjectProvider<AnnotatedCaches> annotated) {
        return new CacheOptionsResolver(properties, annotated.getIfAvailable(() -> AnnotatedCaches.NONE));
    }

    @Bean
    LimiterConfiguration cacheKitLimiterConfiguration(CacheKitProperties properties) {
        return new LimiterConfiguration(properties.rateLimiters());
    }

    @Bean
    LockConfiguration cacheKitLockConfiguration(CacheKitProperties properties) {
        return new LockConfiguration(properties.locks());
    }

    @Bean
    LimiterParts cacheKitLimiterParts(LimiterConfiguration configuration, ObjectProvider<LimitPlan> plans) {
        return new LimiterParts(configuration, plans);
    }

    @Bean
    @ConditionalOnBean(CacheKitEngine.class)
    LiveOptions cacheKitLiveOptions(CacheKitEngine engine, CacheOptionsResolver options) {
        return new LiveOptions(engine, options);
    }

    @Bean
    @ConditionalOnBean(CacheKitEngine.class)
    CacheKitRefresh cacheKitRefresh(
            CacheKitEngine engine,
            LiveOptions live,
            CacheOptionsResolver options,
            CacheKitProperties properties,
            Environment environment) {
        return new CacheKitRefresh(List.of(
                new LimiterRefresh(engine.limiters(), environment),
                new CacheRefresh(live, options, properties, environment)));
    }

    @Bean
    FlightParts cacheKitFlightParts(CacheKitProperties properties, ResourceLoader resources) {
        return FlightParts.of(properties.singleFlight(), resources.getClassLoader());
    }
}
