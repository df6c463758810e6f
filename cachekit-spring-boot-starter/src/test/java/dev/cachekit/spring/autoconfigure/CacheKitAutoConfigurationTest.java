package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.KeyFunction;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class CacheKitAutoConfigurationTest {

    @Test
    void frontDoorAndEngineAreOneBean() {
        Starts.with()
                .run(context ->
                        assertThat(context.getBean(CacheKit.class)).isSameAs(context.getBean(CacheKitEngine.class)));
    }

    @Test
    void frontDoorOfTheApplicationReplacesOurs() {
        Starts.with()
                .withUserConfiguration(OwnFrontDoor.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(CacheKit.class)
                        .getBean(CacheKit.class)
                        .isSameAs(context.getBean("own")));
    }

    @Test
    void codecOfTheApplicationReplacesOurs() {
        Starts.with()
                .withUserConfiguration(OwnCodec.class)
                .run(context -> assertThat(context).hasSingleBean(Codec.class).hasBean("ownCodec"));
    }

    @Test
    void listenersAreTold() {
        Starts.with().withUserConfiguration(OwnListener.class).run(context -> {
            context.getBean(CacheKit.class).cache("users", String.class).get(1L, key -> "Ada");
            assertThat(context.getBean(OwnListener.class).missed).containsExactly("users");
        });
    }

    @Test
    void keyFunctionsMakeKeys() {
        Starts.with().withUserConfiguration(OwnKeys.class).run(context -> {
            var cache = context.getBean(CacheKit.class).cache("books", String.class);
            cache.put(1L, "Emma");
            assertThat(cache.explain(1L).keyText()).isEqualTo("isbn-1");
        });
    }

    @Test
    void settingsReachTheCaches() {
        Starts.with("cachekit.caches.feed.ttl=5m")
                .run(context -> assertThat(context.getBean(CacheKitEngine.class)
                                .regions()
                                .settings("feed")
                                .ttl())
                        .hasToString("PT5M"));
    }

    @Test
    void startTellsTheBackendInOneLine(CapturedOutput output) {
        Starts.with("spring.application.name=shop")
                .run(context -> assertThat(output).contains("CacheKit: backend in-process, app shop, caches []"));
    }

    @Test
    void configuredCacheWithoutUseIsWarnedOf(CapturedOutput output) {
        Starts.with("cachekit.caches.fed.ttl=5m")
                .run(context -> assertThat(output).contains("cachekit.caches.fed: a configured cache should be used"));
    }

    @Test
    void timerEndsWithTheApplication() {
        Scheduler[] scheduler = new Scheduler[1];
        Starts.with().run(context -> scheduler[0] = context.getBean(Scheduler.class));
        AtomicBoolean ran = new AtomicBoolean();
        scheduler[0].after(Duration.ZERO, () -> ran.set(true));
        assertThat(ran).isFalse();
    }

    @Test
    void backendIsClosedAfterTheFrontDoor() {
        Starts.with()
                .run(context -> assertThat(context.getBeanFactory().getDependentBeans("cacheKitBackend"))
                        .contains("cacheKit"));
    }

    @Test
    void twoKeyFunctionsForOneCacheAreRefused() {
        Starts.with("cachekit.caches.books.ttl=1h")
                .withUserConfiguration(OwnKeys.class, MoreKeys.class)
                .run(context -> assertThat(Starts.refusal(context))
                        .startsWith("cache books: one KeyFunction at most may apply to a cache but was "));
    }

    @Test
    void anExecutionExceptionOfALoaderReachesTheCallerUnchanged() {
        ExecutionException own = new ExecutionException(new IllegalStateException("inner"));
        Starts.with().run(context -> {
            Cache<Long, String> cache = context.getBean(CacheKit.class).cache("own", String.class);
            assertThatThrownBy(() -> cache.get(1L, key -> {
                        throw own;
                    }))
                    .isSameAs(own);
        });
    }

    @Test
    void startsWithoutOptionalLibraries() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(CacheKitAutoConfiguration.class, CacheKitHealthAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.health",
                        "org.springframework.boot.actuate",
                        "org.springframework.boot.data.redis",
                        "org.springframework.transaction",
                        "org.springframework.web",
                        "jakarta.persistence"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFrontDoor {

        @Bean
        CacheKit own() {
            return new CacheKitBuilder().build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCodec {

        @Bean
        Codec ownCodec() {
            return JacksonCodec.create();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnListener {

        private final List<String> missed = new ArrayList<>();

        @Bean
        CacheListener listener() {
            return new CacheListener() {
                @Override
                public void onMiss(String cache) {
                    missed.add(cache);
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnKeys {

        @Bean
        KeyFunction isbnKeys() {
            return key -> "isbn-" + key;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MoreKeys {

        @Bean
        KeyFunction otherKeys() {
            return key -> "other-" + key;
        }
    }
}
