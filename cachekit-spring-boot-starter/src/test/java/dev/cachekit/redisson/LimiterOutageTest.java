package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Band;
import dev.cachekit.Decision;
import dev.cachekit.RateLimiter;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.contract.Answers;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limiters while the server hangs: each goes by its rule, within the deadline of a call. */
class LimiterOutageTest {

    private static final Band TEN = Band.tokenBucket(10, Duration.ofHours(1));
    private static final Duration DEADLINE = Duration.ofMillis(300);
    // The machine may be busy.
    private static final Duration SLACK = Duration.ofMillis(700);

    private final RedisServer server = RedisServer.startLocal();
    private final TestBackend backend = new TestBackend(server);
    private final SystemScheduler scheduler = new SystemScheduler();
    private final CacheKitEngine kit = new CacheKitBuilder()
            .backend(backend.backend)
            .scheduler(scheduler)
            .deadline(DEADLINE)
            .limits(LimiterOutageTest::named)
            .build();

    private static LimiterOptions named(String limiter) {
        return LimiterOptions.NONE
                .withBands(List.of(TEN), "test")
                .withOnBackendFailure(BackendFailure.valueOf(limiter.toUpperCase(Locale.ROOT)), "test");
    }

    @AfterEach
    void close() {
        kit.close();
        backend.close();
        scheduler.close();
        server.close();
    }

    private static Duration timed(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static long allowed(RateLimiter limiter, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(i -> limiter.tryAcquire("ann"))
                .filter(Decision::allowed)
                .count();
    }

    @Test
    void eachGoesByItsRuleWithinTheDeadline() {
        RateLimiter local = kit.rateLimiter("local");
        assertThat(allowed(local, 4)).isEqualTo(4);
        server.pause();
        try {
            assertThat(timed(() ->
                            assertThat(local.tryAcquire("ann").remaining()).isEqualTo(9)))
                    .isLessThan(DEADLINE.plus(SLACK));
            assertThat(allowed(local, 20)).isEqualTo(9);
            assertThat(allowed(kit.rateLimiter("open"), 20)).isEqualTo(20);
            assertThat(timed(() -> assertThatThrownBy(
                                    () -> kit.rateLimiter("closed").tryAcquire("ann"))
                            .isInstanceOf(BackendUnavailableException.class)))
                    .isLessThan(DEADLINE.plus(SLACK));
        } finally {
            server.resume();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptionsInstanceOf(BackendUnavailableException.class)
                .until(() -> kit.rateLimiter("closed").tryAcquire("bob").allowed());
    }

    @Test
    void nobodyWaitsOnAThreadOfRedis() {
        CompletionStage<String> thread;
        server.pause();
        try {
            thread = kit.rateLimiter("local")
                    .async()
                    .acquire("ann", 1, Duration.ofMinutes(1))
                    .thenApply(decision -> Thread.currentThread().getName());
        } finally {
            server.resume();
        }

        assertThat(Answers.of(thread)).startsWith("cachekit-");
    }
}
