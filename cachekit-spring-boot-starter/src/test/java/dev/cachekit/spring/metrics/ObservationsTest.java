package dev.cachekit.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.CacheKit;
import dev.cachekit.HeldLock;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spi.Observer.Work;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitObservationAutoConfiguration;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObservationsTest {

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withBean(ObservationRegistry.class, () -> registry)
            .withPropertyValues("cachekit.backend=in-process")
            .withConfiguration(
                    AutoConfigurations.of(CacheKitAutoConfiguration.class, CacheKitObservationAutoConfiguration.class));

    private final Queue<Observation.Context> ended = new ConcurrentLinkedQueue<>();

    private static void expectRequestToRedis(Observation.Context find) {
        assertThat(find.getName()).isEqualTo("cachekit.redis");
        assertThat(find.getLowCardinalityKeyValues())
                .containsExactlyInAnyOrder(KeyValue.of("operation", "find"), KeyValue.of("db.system", "redis"));
        ObservationView parent = find.getParentObservation();
        assertThat(parent == null ? "" : parent.getContextView().getName()).isEqualTo("request");
    }

    /** Keeps what has ended. */
    private final class Ended implements ObservationHandler<Observation.Context> {

        @Override
        public void onStop(Observation.Context context) {
            ended.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    private TestObservationRegistryAssert seen() {
        return TestObservationRegistryAssert.assertThat(registry);
    }

    /** A request of the application, say. */
    private Observation request() {
        return Observation.createNotStarted("request", registry);
    }

    @Test
    void aLoadIsObservedInsideThatOfItsCaller() {
        runner.run(context -> {
            request()
                    .observe(() -> context.getBean(CacheKit.class)
                            .cache("users", String.class)
                            .get("1", key -> {
                                assertThat(current().getContext().getName()).isEqualTo("cachekit.load");
                                return "Ann";
                            }));

            seen().hasObservationWithNameEqualTo("cachekit.load")
                    .that()
                    .hasBeenStarted()
                    .hasBeenStopped()
                    .hasContextualNameEqualTo("load users")
                    .hasLowCardinalityKeyValue("cache", "users")
                    .hasParentObservationContextMatching(parent -> "request".equals(parent.getName()));
        });
    }

    private Observation current() {
        Observation current = registry.getCurrentObservation();
        if (current == null) {
            throw new AssertionError("nothing is observed on this thread");
        }
        return current;
    }

    @Test
    void aFailedLoadHasItsError() {
        runner.run(context -> {
            assertThatThrownBy(() -> context.getBean(CacheKit.class)
                            .cache("users", String.class)
                            .get("1", key -> {
                                throw new IllegalStateException("no database");
                            }))
                    .hasMessage("no database");

            seen().hasObservationWithNameEqualTo("cachekit.load")
                    .that()
                    .hasError()
                    .hasBeenStopped();
        });
    }

    @Test
    void takingALockIsObserved() {
        runner.run(context -> {
            try (HeldLock held = context.getBean(CacheKit.class).lock("jobs").acquire(Duration.ofSeconds(1))) {
                assertThat(held.isHeld()).isTrue();
            }

            seen().hasObservationWithNameEqualTo("cachekit.lock.wait")
                    .that()
                    .hasBeenStopped()
                    .hasLowCardinalityKeyValue("lock", "jobs");
        });
    }

    @Test
    void namesThatAnApplicationMakesUpWithoutEndStayFew() {
        WorkObserver observer = new WorkObserver(registry, new DefaultWorkConvention());

        for (int i = 0; i <= BoundedNames.LIMIT; i++) {
            observer.begin(Work.LOCK_WAIT, "order:" + i).end(null);
        }

        seen().hasAnObservationWithAKeyValue("lock", "order:" + (BoundedNames.LIMIT - 1));
        seen().hasAnObservationWithAKeyValue("lock", BoundedNames.OTHER);
        seen().hasNumberOfObservationsEqualTo(BoundedNames.LIMIT + 1);
    }

    @Test
    void theObservationOfACallerComesAlongToTheThreadThatLoadsForIt() {
        runner.run(context -> {
            AtomicReference<@Nullable String> parent = new AtomicReference<>();
            AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
            request().observe(() -> {
                context.getBean(CacheKit.class)
                        .cache("users", String.class)
                        .async()
                        .get("1", key -> {
                            thread.set(Thread.currentThread());
                            parent.set(String.valueOf(current()
                                    .getContextView()
                                    .getParentObservation()
                                    .getContextView()
                                    .getName()));
                            return "Ann";
                        })
                        .toCompletableFuture()
                        .join();
            });

            assertThat(thread.get()).isNotNull().isNotEqualTo(Thread.currentThread());
            assertThat(parent.get()).isEqualTo("request");
        });
    }

    @Test
    void aConventionThatFailsHarmsNoCall() {
        runner.withBean(WorkConvention.class, BrokenConvention::new)
                .run(context -> assertThat(context.getBean(CacheKit.class)
                                .cache("users", String.class)
                                .get("1", key -> "Ann"))
                        .isEqualTo("Ann"));
    }

    static final class BrokenConvention extends DefaultWorkConvention {

        @Override
        public KeyValues getLowCardinalityKeyValues(WorkContext context) {
            throw new IllegalStateException("broken");
        }
    }

    @Test
    void requestsToRedisAreObservedWhereTheyBelongToSomething() {
        registry.observationConfig().observationHandler(new Ended());
        try (RedisServer redis = RedisServer.start()) {
            runner.withPropertyValues(
                            "cachekit.backend=redis",
                            "cachekit.redis.url=" + redis.url(),
                            "cachekit.redis.command-timeout=10s",
                            "cachekit.redis.deadline=20s")
                    .run(context -> {
                        CacheKit kit = context.getBean(CacheKit.class);
                        kit.cache("users", String.class).get("1");
                        seen().doesNotHaveAnyRemainingCurrentObservation()
                                .hasNumberOfObservationsWithNameEqualTo("cachekit.redis", 0);

                        request().observe(() -> kit.cache("users", String.class).get("1", key -> "Ann"));

                        // whoever waits for an answer may be woken before the observer is told of it
                        Awaitility.await()
                                .untilAsserted(() -> assertThat(ended)
                                        .filteredOn(one -> "redis find".equals(one.getContextualName()))
                                        .singleElement()
                                        .satisfies(ObservationsTest::expectRequestToRedis));
                    });
        }
    }

    /** Our own meters have counted the same. */
    @Test
    void noTimersAreMadeOfThem() {
        new ApplicationContextRunner()
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues("cachekit.backend=in-process")
                .withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class,
                        CompositeMeterRegistryAutoConfiguration.class,
                        ObservationAutoConfiguration.class,
                        CacheKitAutoConfiguration.class,
                        CacheKitObservationAutoConfiguration.class))
                .run(context -> {
                    ObservationRegistry observations = context.getBean(ObservationRegistry.class);
                    Observation.createNotStarted("request", observations)
                            .observe(() -> context.getBean(CacheKit.class)
                                    .cache("users", String.class)
                                    .get("1", key -> "Ann"));

                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    assertThat(meters.find("request").timer()).isNotNull();
                    assertThat(meters.getMeters())
                            .noneMatch(meter -> meter.getId().getName().startsWith("cachekit."));
                });
    }

    @Test
    void aPropertyOfSpringBootSwitchesThemOff() {
        new ApplicationContextRunner()
                .withPropertyValues("cachekit.backend=in-process", "management.observations.enable.cachekit=false")
                .withBean(SimpleMeterRegistry.class)
                .withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class,
                        ObservationAutoConfiguration.class,
                        CacheKitAutoConfiguration.class,
                        CacheKitObservationAutoConfiguration.class))
                .run(context -> {
                    ObservationRegistry observations = context.getBean(ObservationRegistry.class);
                    Observation.createNotStarted("request", observations).observe(() -> {
                        context.getBean(CacheKit.class)
                                .cache("users", String.class)
                                .get("1", key -> {
                                    Observation seen = observations.getCurrentObservation();
                                    assertThat(
                                                    seen == null
                                                            ? ""
                                                            : seen.getContext().getName())
                                            .isEqualTo("request");
                                    return "Ann";
                                });
                    });
                });
    }
}
