package dev.cachekit.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitMetricsAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitSpringCacheAutoConfiguration;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beside the meters that Spring Boot makes for the caches of Spring's cache managers. */
class BridgedCachesTest {

    @EnableCaching
    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        SimpleMeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Names names() {
            return new Names();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OfOthers extends Application {

        @Bean
        CaffeineCacheManager otherCacheManager() {
            CaffeineCacheManager manager = new CaffeineCacheManager("others");
            manager.setCaffeine(
                    com.github.benmanes.caffeine.cache.Caffeine.newBuilder().recordStats());
            return manager;
        }
    }

    static class Names {

        @Cacheable("names")
        public String of(long id) {
            return "name " + id;
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withPropertyValues("cachekit.backend=in-process", "cachekit.spring-cache.enabled=true")
            .withConfiguration(AutoConfigurations.of(
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    CacheAutoConfiguration.class,
                    CacheMetricsAutoConfiguration.class,
                    CacheKitAutoConfiguration.class,
                    CacheKitMetricsAutoConfiguration.class,
                    CacheKitSpringCacheAutoConfiguration.class));

    @Test
    void aCallThroughSpringsAnnotationsIsCountedOnce() {
        runner.withUserConfiguration(Application.class).run(context -> {
            Names names = context.getBean(Names.class);
            names.of(1);
            names.of(1);

            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("cache.gets").tag("cache", "names").functionCounters().stream()
                            .mapToDouble(FunctionCounter::count)
                            .sum())
                    .isEqualTo(2);
        });
    }

    /** Prometheus takes one set of tags for each name. */
    @Test
    void theTagsAreThoseThatSpringBootGivesToOtherCaches() {
        runner.withUserConfiguration(OfOthers.class).run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            context.getBean(dev.cachekit.CacheKit.class).cache("ours", String.class);

            assertThat(registry.get("cache.gets").functionCounters().stream()
                            .map(counter -> counter.getId().getTags().stream()
                                    .map(Tag::getKey)
                                    .toList())
                            .distinct())
                    .hasSize(1);
            assertThat(registry.get("cache.gets").functionCounters())
                    .extracting(counter -> counter.getId().getTag("cache"))
                    .contains("others", "ours");
        });
    }
}
