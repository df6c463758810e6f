package dev.cachekit.spring.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.CacheKit;
import dev.cachekit.RemoteLoadException;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.FlightListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Two applications that make one call together, on one Redis server. */
class SingleFlightNodesTest {

    private static final int CALLERS = 8;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Application {

        @Bean
        Reports reports() {
            return new Reports();
        }

        @Bean
        FlightListener led() {
            return new FlightListener() {
                @Override
                public void onFlightLead(String flight) {
                    LED.incrementAndGet();
                }
            };
        }
    }

    record Report(String month, List<Integer> sums) {}

    static class Reports {

        @SingleFlight(name = "report", key = "#month")
        public Report report(String month) throws IOException {
            CALLS.incrementAndGet();
            goOn();
            return new Report(month, List.of(1, 2, 3));
        }

        @SingleFlight("large")
        public Optional<String> large(int size) {
            CALLS.incrementAndGet();
            goOn();
            return Optional.of("x".repeat(size));
        }

        @SingleFlight("nothing")
        public void nothing(String month) {
            CALLS.incrementAndGet();
            goOn();
        }

        @SingleFlight("gone")
        public String gone(String month) throws IOException {
            CALLS.incrementAndGet();
            goOn();
            throw new IOException("no " + month);
        }

        @SingleFlight("refused")
        public String refused(String month) {
            CALLS.incrementAndGet();
            goOn();
            throw new UnsupportedOperationException("not in " + month);
        }
    }

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final AtomicInteger LED = new AtomicInteger();
    private static final AtomicInteger BEGUN = new AtomicInteger();
    private static volatile CountDownLatch go = new CountDownLatch(1);

    private static RedisServer redis;
    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;
    private static ExecutorService threads;

    private static void goOn() {
        try {
            assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        first = application();
        second = application();
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        first.close();
        second.close();
        redis.close();
    }

    private static ConfigurableApplicationContext application() {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.application.name=shop",
                        "cachekit.redis.url=" + redis.url(),
                        "cachekit.single-flight.shared-exceptions=java.io.IOException")
                .run();
    }

    @BeforeEach
    void reset() {
        CALLS.set(0);
        LED.set(0);
        BEGUN.set(0);
        go = new CountDownLatch(1);
    }

    private interface Work<T> {
        T in(ConfigurableApplicationContext node) throws Exception;
    }

    /** Begins as many calls in each application, and lets the method go on when all are under way. */
    private static <T> List<CompletableFuture<@Nullable T>> calls(Work<T> work) {
        List<CompletableFuture<@Nullable T>> calls = new ArrayList<>();
        for (ConfigurableApplicationContext node : List.of(first, second)) {
            for (int i = 0; i < CALLERS; i++) {
                calls.add(started(() -> {
                    BEGUN.incrementAndGet();
                    return work.in(node);
                }));
            }
        }
        await().until(() -> BEGUN.get() == 2 * CALLERS && CALLS.get() > 0 && members() >= 2);
        await().pollDelay(Duration.ofMillis(200)).until(() -> true); // the last has begun, and must have joined
        go.countDown();
        return calls;
    }

    /** How many processes take part in the one flight under way. */
    private static long members() {
        return redis.keys().stream()
                .filter(key -> key.contains("}^"))
                .mapToLong(key -> (Long) redis.send("HLEN", key) - 3)
                .sum();
    }

    private static <T> CompletableFuture<@Nullable T> started(Callable<T> work) {
        CompletableFuture<@Nullable T> result = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return result.orTimeout(20, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletableFuture<?> call) {
        try {
            throw new AssertionError("no failure but " + call.join());
        } catch (CompletionException failed) {
            return failed.getCause();
        }
    }

    private static Reports reports(ConfigurableApplicationContext node) {
        return node.getBean(Reports.class);
    }

    @Test
    void oneCallServesAllCallersOfBothApplications() {
        var calls = calls(node -> reports(node).report("may"));

        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(new Report("may", List.of(1, 2, 3))));
        assertThat(CALLS).hasValue(1);
        assertThat(LED).hasValue(1);
    }

    @Test
    void aLargeValueArrivesByReference() {
        var calls = calls(node -> reports(node).large(300_000));

        assertThat(calls)
                .allSatisfy(call -> assertThat(call.join().orElseThrow()).hasSize(300_000));
        assertThat(CALLS).hasValue(1);
        assertThat(redis.keys())
                .filteredOn(key -> key.contains("}="))
                .allSatisfy(key -> assertThat((Long) redis.send("PTTL", key))
                        .isBetween(1L, Duration.ofSeconds(10).toMillis()));
    }

    @Test
    void aMethodWithoutAValueIsCalledOnce() {
        var calls = calls(node -> {
            reports(node).nothing("may");
            return "done";
        });

        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo("done"));
        assertThat(CALLS).hasValue(1);
    }

    @Test
    void aSharedExceptionReachesAllAsItself() {
        var calls = calls(node -> reports(node).gone("may"));

        assertThat(calls)
                .allSatisfy(call -> assertThat(failure(call))
                        .isExactlyInstanceOf(IOException.class)
                        .hasMessage("no may"));
        assertThat(CALLS).hasValue(1);
    }

    @Test
    void anyOtherExceptionReachesTheOtherApplicationByName() {
        var calls = calls(node -> reports(node).refused("may"));

        List<Throwable> failures =
                calls.stream().map(SingleFlightNodesTest::failure).toList();
        assertThat(failures)
                .filteredOn(UnsupportedOperationException.class::isInstance)
                .hasSize(CALLERS);
        assertThat(failures)
                .filteredOn(RemoteLoadException.class::isInstance)
                .hasSize(CALLERS)
                .allSatisfy(failure -> {
                    assertThat(((RemoteLoadException) failure).remoteType())
                            .isEqualTo(UnsupportedOperationException.class.getName());
                    assertThat(((RemoteLoadException) failure).remoteMessage()).isEqualTo("not in may");
                });
        assertThat(CALLS).hasValue(1);
    }

    @Test
    void withoutAnnotationsTheSame() {
        var calls =
                calls(node -> node.getBean(CacheKit.class).singleFlight("plain").run(1L, () -> {
                    CALLS.incrementAndGet();
                    goOn();
                    return "value";
                }));

        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo("value"));
        assertThat(CALLS).hasValue(1);
    }

    @Test
    void theCallIsInterruptedWhenTheLastOfBothApplicationsHasLeft() {
        CountDownLatch interrupted = new CountDownLatch(1);
        List<CompletableFuture<String>> calls = Stream.of(first, second)
                .map(node -> node.getBean(CacheKit.class)
                        .singleFlight("left")
                        .async()
                        .run(1L, () -> {
                            CALLS.incrementAndGet();
                            return interruptedCall(interrupted);
                        }))
                .toList();
        await().until(() -> CALLS.get() == 1 && members() == 2);

        calls.get(0).cancel(true);
        await().until(() -> members() == 1);
        assertThat(interrupted.getCount()).isOne();
        calls.get(1).cancel(true);

        await().until(() -> interrupted.getCount() == 0 && members() == 0);
        assertThat(CALLS).hasValue(1);
    }

    private static String interruptedCall(CountDownLatch interrupted) {
        try {
            go.await();
        } catch (InterruptedException told) {
            interrupted.countDown();
        }
        return "late";
    }

    @Test
    void nothingIsLeftOfAFlight() {
        calls(node -> reports(node).report("june")).forEach(CompletableFuture::join);

        assertThat(redis.keys()).noneMatch(key -> key.contains("}^"));
    }
}
