package dev.cachekit.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Band;
import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.HeldLock;
import dev.cachekit.LoadOptions;
import dev.cachekit.Subscription;
import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitMetricsAutoConfiguration;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MetersTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withPropertyValues(
                    "cachekit.backend=in-process",
                    "cachekit.caches.users.near.enabled=true",
                    "cachekit.caches.users.near.max-size=2")
            .withConfiguration(AutoConfigurations.of(
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class,
                    CacheKitAutoConfiguration.class,
                    CacheKitMetricsAutoConfiguration.class));

    @Test
    void callsAreCountedOnceEachAsSpringBootCountsThem() {
        runner.run(context -> {
            Cache<String, String> users = context.getBean(CacheKit.class).cache("users", String.class);
            users.get("1", key -> "Ann");
            users.get("1", key -> "Ann");
            users.get("1");
            users.get("2");

            Meters meters = new Meters(context.getBean(MeterRegistry.class));
            assertThat(meters.value("cache.gets", "cache", "users", "cache.manager", "cacheKit", "result", "hit"))
                    .isEqualTo(2);
            assertThat(meters.value("cache.gets", "name", "users", "result", "miss"))
                    .isEqualTo(2);
            assertThat(meters.value("cachekit.gets", "tier", "near")).isEqualTo(2);
            assertThat(meters.value("cachekit.gets", "tier", "store")).isZero();
            assertThat(meters.value("cachekit.gets", "tier", "none")).isEqualTo(2);
            assertThat(meters.value("cache.puts")).isEqualTo(1);
            assertThat(meters.value("cache.size")).isEqualTo(1);
            assertThat(meters.value("cachekit.payload")).isEqualTo("\"Ann\"".length());
            assertThat(meters.count("cachekit.loads", "result", "success")).isEqualTo(1);
        });
    }

    @Test
    void whatANearCacheGivesUpIsAnEviction() {
        runner.run(context -> {
            Cache<String, String> users = context.getBean(CacheKit.class).cache("users", String.class);
            List.of("1", "2", "3", "4").forEach(key -> users.get(key, text -> text));

            assertThat(new Meters(context.getBean(MeterRegistry.class)).value("cache.evictions", "cache", "users"))
                    .isEqualTo(2);
        });
    }

    @Test
    void everythingElseIsMeasuredToo() {
        runner.run(context -> {
            CacheKit kit = context.getBean(CacheKit.class);
            useEverything(kit);
            Meters meters = new Meters(context.getBean(MeterRegistry.class));

            assertThat(meters.count("cachekit.loads", "result", "failure")).isEqualTo(1);
            assertThat(meters.value("cachekit.invalidations")).isEqualTo(2);
            assertThat(meters.count("cachekit.invalidation.lag")).isEqualTo(2);
            assertThat(meters.value("cachekit.limiter.decisions", "limiter", "api", "decision", "allowed"))
                    .isEqualTo(1);
            assertThat(meters.value("cachekit.limiter.decisions", "decision", "refused")
                            + meters.value("cachekit.limiter.decisions", "decision", "remembered"))
                    .isEqualTo(2);
            assertThat(meters.count("cachekit.lock.waits", "lock", "jobs", "result", "acquired"))
                    .isEqualTo(1);
            assertThat(meters.count("cachekit.lock.waits", "lock", "jobs", "result", "busy"))
                    .isEqualTo(1);
            assertThat(meters.count("cachekit.lock.holds", "lock", "jobs")).isEqualTo(1);
            assertThat(meters.value("cachekit.flight.calls", "flight", "report", "outcome", "lead"))
                    .isEqualTo(1);
            assertThat(meters.value("cachekit.topic.published", "topic", "news", "result", "success"))
                    .isEqualTo(1);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    meters.count("cachekit.topic.handled", "topic", "news", "result", "success"))
                            .isEqualTo(1));
            assertThat(meters.count("cachekit.topic.lag", "topic", "news")).isEqualTo(1);
        });
    }

    @Test
    void cachesBeyondTheFirstOnesAreCountedTogether() {
        runner.run(context -> {
            CacheKit kit = context.getBean(CacheKit.class);
            for (int n = 0; n < BoundedNames.LIMIT + 50; n++) {
                Cache<String, String> cache = kit.cache("order-" + n, String.class);
                cache.get("1", key -> "value");
                cache.get("1", key -> "value");
            }
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            Meters meters = new Meters(registry);

            assertThat(registry.getMeters().stream()
                            .map(meter -> meter.getId().getTag("cache"))
                            .filter(Objects::nonNull)
                            .distinct())
                    .hasSize(BoundedNames.LIMIT + 1)
                    .contains("order-0", BoundedNames.OTHER)
                    .doesNotContain("order-" + BoundedNames.LIMIT);
            assertThat(meters.value("cache.gets", "cache", "order-0", "result", "hit"))
                    .isEqualTo(1);
            assertThat(meters.value("cache.gets", "cache", BoundedNames.OTHER, "result", "hit"))
                    .isEqualTo(50);
            assertThat(meters.value("cachekit.gets", "cache", BoundedNames.OTHER, "tier", "none"))
                    .isEqualTo(50);
            assertThat(meters.count("cachekit.loads", "cache", BoundedNames.OTHER, "result", "success"))
                    .isEqualTo(50);
        });
    }

    /** Also that none has other tags, or values that nobody has listed: so none of them can be a key. */
    @Test
    void allMetersAreDocumentedAndAllDocumentedOnesAreThere() {
        runner.run(context -> {
            useEverything(context.getBean(CacheKit.class));
            Map<String, CacheKitMeter> documented =
                    CacheKitMeter.all().stream().collect(Collectors.toMap(CacheKitMeter::getName, Function.identity()));
            List<Meter> ours = context.getBean(MeterRegistry.class).getMeters().stream()
                    .filter(meter -> meter.getId().getName().matches("cache(kit)?\\..*"))
                    .toList();

            assertThat(ours).allSatisfy(meter -> {
                CacheKitMeter text = documented.get(meter.getId().getName());
                assertThat(text).as(meter.getId().toString()).isNotNull();
                expectTags(meter, text.text());
                assertThat(meter.getId().getType()).isEqualTo(text.getType());
                assertThat(meter.getId().getDescription()).isEqualTo(text.text().meaning());
            });
            assertThat(ours.stream().map(meter -> meter.getId().getName()).distinct())
                    .containsExactlyInAnyOrderElementsOf(documented.values().stream()
                            .filter(meter -> meter != StoreMeter.REQUESTS && meter != CacheMeter.STORE_FAILURES)
                            .map(CacheKitMeter::getName)
                            .toList());
        });
    }

    private static void expectTags(Meter meter, MeterText text) {
        List<Tag> tags = meter.getId().getTags();
        assertThat(tags)
                .extracting(Tag::getKey)
                .containsExactlyInAnyOrderElementsOf(
                        text.tags().stream().map(MeterTag::name).toList());
        text.tags().stream()
                .filter(tag -> !tag.values().isEmpty())
                .forEach(tag -> assertThat(tag.values()).contains(meter.getId().getTag(tag.name())));
    }

    @Test
    void keysNeverBecomeTags() {
        runner.run(context -> {
            useEverything(context.getBean(CacheKit.class));

            assertThat(context.getBean(MeterRegistry.class).getMeters())
                    .allMatch(meter -> !meter.getId().toString().contains("secret"));
        });
    }

    @Test
    void nothingIsMeasuredWithoutARegistry() {
        new ApplicationContextRunner()
                .withPropertyValues("cachekit.backend=in-process")
                .withConfiguration(
                        AutoConfigurations.of(CacheKitAutoConfiguration.class, CacheKitMetricsAutoConfiguration.class))
                .run(context ->
                        assertThat(context).hasSingleBean(CacheKit.class).doesNotHaveBean(EngineMeters.class));
    }

    @Test
    void startsWithoutMicrometer() {
        new ApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .withPropertyValues("cachekit.backend=in-process")
                .withConfiguration(
                        AutoConfigurations.of(CacheKitAutoConfiguration.class, CacheKitMetricsAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(CacheKit.class));
    }

    @Test
    void aPropertyOfSpringBootSwitchesThemOff() {
        runner.withPropertyValues("management.metrics.enable.cachekit=false").run(context -> {
            useEverything(context.getBean(CacheKit.class));

            assertThat(context.getBean(SimpleMeterRegistry.class).getMeters())
                    .noneMatch(meter -> meter.getId().getName().startsWith("cachekit."));
        });
    }

    private static void useEverything(CacheKit kit) {
        Cache<String, String> posts = kit.cache("posts", String.class);
        assertThatThrownBy(() -> posts.get("secret", key -> {
                    throw new IllegalStateException("no database");
                }))
                .hasMessage("no database");
        posts.get("secret", key -> "post", LoadOptions.defaults());
        posts.invalidate("secret");
        posts.invalidatePattern("secret*");
        kit.rateLimiter("api", Band.tokenBucket(1, Duration.ofHours(1))).tryAcquire("secret");
        kit.rateLimiter("api").tryAcquire("secret");
        kit.rateLimiter("api").tryAcquire("secret");
        try (HeldLock held = kit.lock("jobs").acquire(Duration.ofSeconds(1))) {
            assertThat(kit.lock("jobs").tryAcquire(Duration.ZERO)).isEmpty();
            assertThat(held.isHeld()).isTrue();
        }
        kit.singleFlight("report").run("secret", () -> "done");
        Subscription subscription = kit.topic("news", String.class).subscribe(message -> {});
        kit.topic("news", String.class).publish("secret");
        assertThat(subscription).isNotNull();
    }

    /** Looks meters up by some of their tags. */
    record Meters(MeterRegistry registry) {

        double value(String name, String... tags) {
            return registry.get(name).tags(tags).meters().stream()
                    .mapToDouble(Meters::first)
                    .sum();
        }

        double count(String name, String... tags) {
            return registry.get(name).tags(tags).timers().stream()
                    .mapToDouble(timer -> timer.count())
                    .sum();
        }

        private static double first(Meter meter) {
            return meter.match(
                    gauge -> gauge.value(),
                    counter -> counter.count(),
                    timer -> (double) timer.count(),
                    summary -> summary.totalAmount(),
                    task -> (double) task.activeTasks(),
                    gauge -> gauge.value(),
                    counter -> counter.count(),
                    timer -> timer.count(),
                    other -> Double.NaN);
        }
    }
}
