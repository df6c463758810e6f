package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.CacheKit;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Settings that change while the application runs. */
@ExtendWith(OutputCaptureExtension.class)
class CacheKitRefreshTest {

    private static final String FEED = "cachekit.caches.feed.";

    private final ManualScheduler time = new ManualScheduler();
    private final Map<String, Object> properties = new HashMap<>();
    private final ApplicationContextRunner application = Starts.with("cachekit.profiles.short.ttl=20s")
            .withBean(Scheduler.class, () -> time)
            .withBean(Feed.class)
            .withInitializer(context -> context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("changing", properties)));

    static class Feed {
        final AtomicInteger loads = new AtomicInteger();

        @CacheAside(cache = "feed", ttl = "10m")
        public String page(long number) {
            return "page " + loads.incrementAndGet();
        }
    }

    private void change(ConfigurableApplicationContext context, String name, Object value) {
        properties.put(name, value);
        context.publishEvent(new EnvironmentChangeEvent(context));
    }

    private static CacheSettings feed(ConfigurableApplicationContext context) {
        return context.getBean(CacheKitEngine.class).regions().settings("feed");
    }

    @Test
    void aNewTtlHoldsForWhatIsStoredFromThenOn(CapturedOutput output) {
        application.withPropertyValues(FEED + "jitter=0").run(context -> {
            Feed feed = context.getBean(Feed.class);
            assertThat(feed.page(1)).isEqualTo("page 1");
            change(context, FEED + "ttl", "30s");
            assertThat(feed.page(2)).isEqualTo("page 2");

            time.advance(Duration.ofSeconds(31));
            assertThat(feed.page(1)).as("stored for ten minutes").isEqualTo("page 1");
            assertThat(feed.page(2)).as("stored for half a minute").isEqualTo("page 3");
            assertThat(output).contains("Caches [feed] have other settings now");
        });
    }

    @Test
    void aCacheThatIsSwitchedOffIsReadAgainWhenItIsSwitchedOn() {
        application.withPropertyValues(FEED + "near.enabled=true").run(context -> {
            Feed feed = context.getBean(Feed.class);
            feed.page(1);
            change(context, "cachekit.defaults.enabled", false);
            assertThat(feed.page(1)).as("off").isEqualTo("page 2");
            assertThat(feed.page(1)).as("off").isEqualTo("page 3");
            change(context, "cachekit.defaults.enabled", true);
            assertThat(feed.page(1)).as("on").isEqualTo("page 1");
        });
    }

    @Test
    void anAnnotationCountsAgainWhenThePropertyIsGone() {
        properties.put(FEED + "ttl", "30s");
        application.run(context -> {
            assertThat(feed(context).ttl().duration()).isEqualTo(Duration.ofSeconds(30));
            properties.clear();
            context.getBean(CacheKitRefresh.class).refresh();
            assertThat(feed(context).ttl().duration()).isEqualTo(Duration.ofMinutes(10));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "cachekit.caches.feed.enabled, false",
        "cachekit.defaults.enabled, false",
        "cachekit.caches.feed.null-ttl, 7s",
        "cachekit.caches.feed.jitter, 0.2",
        "cachekit.caches.feed.max-wait, 7s",
        "cachekit.caches.feed.lease, 7s",
        "cachekit.caches.feed.stale-on-error, 7s",
        "cachekit.caches.feed.stale-while-revalidate, 7s",
        "cachekit.caches.feed.refresh-ahead, 0.5",
        "cachekit.caches.feed.soft-timeout, 7s",
        "cachekit.caches.feed.hard-timeout, 7s",
        "cachekit.caches.feed.verify, 0.5",
        "cachekit.caches.feed.near.max-size, 7",
        "cachekit.caches.feed.near.ttl, 7s",
        "cachekit.caches.feed.profile, short",
        "cachekit.defaults.null-ttl, 7s"
    })
    void changesWithoutARestart(String property, String value, CapturedOutput output) {
        application.run(context -> {
            CacheSettings before = feed(context);
            change(context, property, value);
            assertThat(feed(context)).isNotEqualTo(before);
            assertThat(output).doesNotContain("stay as they were");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "key-prefix, f",
        "near.enabled, false",
        "near.copy, never",
        "near.max-weight, 1MB",
        "max-value-size, 7MB",
        "codec, smile",
        "compression.threshold, 7KB"
    })
    void whatCannotChangeIsRefusedAndLeavesAllAsItWas(String setting, String value, CapturedOutput output) {
        application.withPropertyValues(FEED + "near.enabled=true").run(context -> {
            context.getBean(Feed.class).page(1);
            CacheSettings before = feed(context);
            properties.put(FEED + "ttl", "1s");
            change(context, FEED + setting, value);
            assertThat(feed(context)).isSameAs(before);
            assertThat(output)
                    .contains("Caches stay as they were: " + FEED + setting + ": " + setting
                            + " of cache feed cannot change while it is used and is ")
                    .contains("restart the application, or set it back");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "cachekit.caches.feed.ttl, -1s, cachekit.caches.feed.ttl: ttl must be at least 1 ms",
        "cachekit.caches.feed.tll, 1s, cachekit.caches.feed.tll: every option below cachekit must be a known one",
        "cachekit.caches.other.profile, x, cachekit.caches.other.profile: profile must be one of"
    })
    void aWrongValueIsRefusedAndLeavesAllAsItWas(String property, String value, String told, CapturedOutput output) {
        application.run(context -> {
            CacheSettings before = feed(context);
            change(context, property, value);
            assertThat(feed(context)).isSameAs(before);
            assertThat(output).contains("Caches stay as they were: " + told);
            assertThatThrownBy(() -> context.getBean(CacheKitRefresh.class).refresh())
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageStartingWith(told);
        });
    }

    @Test
    void otherOptionsWaitForARestartAndThatIsToldWithoutValues(CapturedOutput output) {
        application.run(context -> {
            properties.put("cachekit.redis.password", "hunter2");
            change(context, "cachekit.circuit-breaker.slow-call", "1s");
            assertThat(output)
                    .contains("[cachekit.circuit-breaker, cachekit.redis] differ from what the application was started"
                            + " with: restart it for them to count")
                    .doesNotContain("hunter2");
        });
    }

    @Test
    void everyGroupOfOptionsIsEitherReadAgainOrWaits() {
        application.run(
                context -> assertThat(context.getBean(CacheKitProperties.class).readAtStart())
                        .as("beside defaults, profiles, caches and rate limiters")
                        .hasSize(CacheKitProperties.class.getRecordComponents().length - 4));
    }

    @Test
    void aCacheThatIsFirstUsedLaterHasTheNewSettings() {
        application.run(context -> {
            change(context, "cachekit.caches.late.ttl", "30s");
            context.getBean(CacheKit.class).cache("late", String.class);
            assertThat(context.getBean(CacheKitEngine.class)
                            .regions()
                            .settings("late")
                            .ttl()
                            .duration())
                    .isEqualTo(Duration.ofSeconds(30));
        });
    }

    @Test
    void nothingIsReadAgainWhereCacheKitIsSwitchedOff() {
        application
                .withPropertyValues("cachekit.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(CacheKitRefresh.class));
    }
}
