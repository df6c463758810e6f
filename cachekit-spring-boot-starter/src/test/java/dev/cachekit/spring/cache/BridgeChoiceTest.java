package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitSpringCacheAutoConfiguration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Who holds Spring's caches, and which applications do not start. */
class BridgeChoiceTest {

    @EnableCaching
    @Configuration(proxyBeanMethods = false)
    static class Caching {}

    @Configuration(proxyBeanMethods = false)
    static class OwnManager {
        @Bean
        CacheManager mine() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnResolver implements CachingConfigurer {
        @Bean
        @Override
        public CacheResolver cacheResolver() {
            return context -> List.of();
        }
    }

    interface Shape {}

    static class Shapes {
        @Cacheable("shapes")
        public Shape shape() {
            return new Shape() {};
        }
    }

    static class ShapesElsewhere {
        @Cacheable(cacheNames = "shapes", cacheManager = "theirs")
        public Shape managed() {
            return new Shape() {};
        }

        @Cacheable(cacheNames = "shapes", cacheResolver = "theirs")
        public Shape resolved() {
            return new Shape() {};
        }
    }

    static class ShapesOfOurs {
        @Cacheable(cacheNames = "shapes", cacheManager = "cacheManager")
        public Shape shape() {
            return new Shape() {};
        }
    }

    static class Mixed {
        @Cacheable("mixed")
        public List<String> texts() {
            return List.of("a");
        }

        @Cacheable("mixed")
        public Map<String, Integer> numbers(int id) {
            return Map.of("id", id);
        }

        @Cacheable("free")
        public Map<String, Object> free(int id) {
            return Map.of("id", id, "parts", List.of("a", 1L));
        }
    }

    private static ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CacheAutoConfiguration.class,
                        CacheKitAutoConfiguration.class,
                        CacheKitSpringCacheAutoConfiguration.class))
                .withPropertyValues("cachekit.backend=in-process")
                .withPropertyValues(properties);
    }

    private static ApplicationContextRunner caching(String... properties) {
        return application(properties).withUserConfiguration(Caching.class);
    }

    @Test
    void cacheKitHoldsTheCachesOfWhoChoseNobody() {
        caching()
                .run(context -> assertThat(context.getBean(CacheManager.class))
                        .isInstanceOf(CacheKitCacheManager.class)
                        .isSameAs(context.getBean("cacheManager")));
    }

    @Test
    void whoHasNoCachesGetsNone() {
        application().run(context -> assertThat(context).doesNotHaveBean(CacheManager.class));
    }

    @Test
    void whoAsksForThemGetsThem() {
        application("cachekit.spring-cache.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(CacheKitCacheManager.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.cache.type=simple",
                "spring.cache.type=none",
                "spring.cache.caffeine.spec=maximumSize=5",
                "cachekit.spring-cache.enabled=false"
            })
    void anotherChoiceStands(String property) {
        caching(property, property.startsWith("cachekit") ? "spring.cache.type=simple" : "none=none")
                .run(context -> assertThat(context)
                        .hasSingleBean(CacheManager.class)
                        .doesNotHaveBean(CacheKitCacheManager.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnMainManager {
        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFirstManager {
        @Bean
        @Primary
        CacheManager mine() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCaffeine {
        @Bean
        Caffeine<Object, Object> caffeine() {
            return Caffeine.newBuilder().maximumSize(5);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCaches {
        @Bean
        Cache mine() {
            return new ConcurrentMapCache("mine");
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {OwnManager.class, OwnMainManager.class, OwnResolver.class, OwnCaffeine.class, OwnCaches.class})
    void whoHasBeansOfAnotherProviderKeepsIt(Class<?> own) {
        caching()
                .withUserConfiguration(own)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CacheKitCacheManager.class));
    }

    @ParameterizedTest
    @ValueSource(classes = {OwnManager.class, OwnCaffeine.class, OwnCaches.class})
    void whoAsksForCacheKitHasItBesideOthers(Class<?> own) {
        caching("cachekit.spring-cache.enabled=true")
                .withUserConfiguration(own)
                .run(context -> assertThat(context.getBean(CacheManager.class))
                        .isInstanceOf(CacheKitCacheManager.class)
                        .isSameAs(context.getBean("cacheManager")));
    }

    @Test
    void theFirstManagerOfTheApplicationStaysTheFirst() {
        caching("cachekit.spring-cache.enabled=true")
                .withUserConfiguration(OwnFirstManager.class)
                .run(context -> {
                    assertThat(context.getBean(CacheManager.class)).isSameAs(context.getBean("mine"));
                    assertThat(context.getBean("cacheManager")).isInstanceOf(CacheKitCacheManager.class);
                });
    }

    @ParameterizedTest
    @ValueSource(classes = {OwnMainManager.class, OwnResolver.class})
    void beansOfTheApplicationStand(Class<?> own) {
        caching("cachekit.spring-cache.enabled=true")
                .withUserConfiguration(own)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CacheKitCacheManager.class));
    }

    @Test
    void whileSwitchedOffNobodyCaches() {
        caching("cachekit.enabled=false")
                .run(context -> assertThat(context.getBean(CacheManager.class)).isInstanceOf(NoOpCacheManager.class));
    }

    @Test
    void whileSwitchedOffBesideAnotherManagerNobodyCaches() {
        caching("cachekit.enabled=false", "cachekit.spring-cache.enabled=true")
                .withUserConfiguration(OwnManager.class)
                .run(context -> assertThat(context.getBean(CacheManager.class)).isInstanceOf(NoOpCacheManager.class));
    }

    @Test
    void aTypeThatCannotBeReadBackStopsTheStart() {
        caching()
                .withBean(Shapes.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("Spring cache shapes")
                        .hasMessageContaining("Shapes#shape")
                        .hasMessageContaining("or set cachekit.caches.shapes.type"));
    }

    @Test
    void typesOfCachesThatOthersHoldDoNotMatter() {
        caching()
                .withBean(ShapesElsewhere.class)
                .run(context -> assertThat(context.getBean(CacheManager.class).getCacheNames())
                        .isEmpty());
    }

    @Test
    void whoNamesOurManagerMeansOurCaches() {
        caching()
                .withBean(ShapesOfOurs.class)
                .run(context -> assertThat(context).getFailure().hasMessageContaining("Spring cache shapes"));
    }

    @Test
    void aConfiguredTypeIsTheRemedy() {
        caching("cachekit.caches.shapes.type=java.lang.String")
                .withBean(Shapes.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme.Absent", "java.util.List", "java.util.List<java.lang.String", ""})
    void aTypeThatIsNoneStopsTheStart(String type) {
        caching("cachekit.caches.shapes.type=" + type)
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("cachekit.caches.shapes.type: "));
    }

    @Test
    void severalTypesAreKeptAsPlainJsonAndNeverShared() {
        caching("cachekit.defaults.near.enabled=true").withBean(Mixed.class).run(context -> {
            Mixed mixed = context.getBean(Mixed.class);
            assertThat(mixed.texts()).isEqualTo(mixed.texts()).isNotSameAs(mixed.texts());
            assertThat(mixed.numbers(1)).isEqualTo(mixed.numbers(1)).isNotSameAs(mixed.numbers(1));
            assertThat(mixed.free(1)).isEqualTo(mixed.free(1)).isNotSameAs(mixed.free(1));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void referencesAreForSpringsCachesOnly(boolean bridged) {
        caching(
                        "cachekit.caches.free.store=reference",
                        "cachekit.spring-cache.enabled=" + bridged,
                        "spring.cache.type=simple")
                .run(context -> {
                    if (bridged) {
                        assertThat(context).hasNotFailed();
                    } else {
                        assertThat(context).getFailure().hasStackTraceContaining("cachekit.caches.free.store: ");
                    }
                });
    }

    @Test
    void aConfiguredCacheThatOnlySpringUsesIsUsed() {
        caching("cachekit.caches.mixed.ttl=5m")
                .withBean(Mixed.class)
                .run(context -> assertThat(context.getBean(CacheManager.class).getCacheNames())
                        .containsExactly("free", "mixed"));
    }
}
