package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Batch;
import dev.cachekit.BatchResult;
import dev.cachekit.Cache;
import dev.cachekit.CacheContext;
import dev.cachekit.CacheKit;
import dev.cachekit.CurrentLock;
import dev.cachekit.HeldLock;
import dev.cachekit.LockNotAcquiredException;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.spi.Backend;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.redisson.api.RedissonClient;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DisabledTest {

    private final ApplicationContextRunner disabled =
            Starts.with("cachekit.enabled=false", "cachekit.redis.url=redis://localhost:13");

    @Test
    void nothingConnects() {
        disabled.run(context -> assertThat(context)
                .hasSingleBean(CacheKit.class)
                .doesNotHaveBean(Backend.class)
                .doesNotHaveBean(RedissonClient.class));
    }

    @Test
    void warnsOnce(CapturedOutput output) {
        disabled.run(context -> assertThat(output.getAll().split("CacheKit is switched off", -1))
                .hasSize(2));
    }

    static class Rates {
        private final AtomicInteger calls = new AtomicInteger();

        @CacheAside("rates")
        public String rate(String currency, @Nullable CacheContext context) {
            assertThat(context).isNotNull();
            context.ttl(Duration.ofMinutes(1));
            return "rate " + calls.incrementAndGet() + context.staleValue().isPresent();
        }
    }

    @Test
    void methodsThatDecideAreGivenAContextWithoutEffect() {
        disabled.withUserConfiguration(Rates.class).run(context -> {
            Rates rates = context.getBean(Rates.class);
            assertThat(rates.rate("EUR", null)).isEqualTo("rate 1false");
            assertThat(rates.rate("EUR", null)).isEqualTo("rate 2false");
        });
    }

    @Test
    void everyReadLoads() {
        AtomicInteger loads = new AtomicInteger();
        disabled.run(context -> {
            Cache<Long, Integer> cache = context.getBean(CacheKit.class).cache("numbers", Integer.class);
            cache.put(1L, 7);
            assertThat(cache.get(1L)).isEmpty();
            assertThat(cache.get(1L, key -> loads.incrementAndGet())).isEqualTo(1);
            assertThat(cache.get(1L, key -> loads.incrementAndGet())).isEqualTo(2);
            assertThat(cache.async()
                            .get(1L, key -> loads.incrementAndGet())
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(3);
        });
    }

    @Test
    void bulkReadsLoadAllKeysOnce() {
        disabled.run(context -> {
            Cache<Long, Integer> cache = context.getBean(CacheKit.class).cache("numbers", Integer.class);
            assertThat(cache.getAll(List.of(1L, 1L), missing -> Map.of(1L, missing.size())))
                    .containsExactly(Map.entry(1L, 1));
        });
    }

    @Test
    void exceptionsOfLoadersReachTheCaller() {
        disabled.run(context -> {
            Cache<Long, Integer> cache = context.getBean(CacheKit.class).cache("numbers", Integer.class);
            assertThatThrownBy(() -> cache.get(1L, key -> {
                        throw new IOException("away");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("away");
        });
    }

    @Test
    void singleFlightsLetEveryCallThrough() {
        AtomicInteger runs = new AtomicInteger();
        disabled.run(context -> {
            var flight = context.getBean(CacheKit.class).singleFlight("report");
            flight.run("key", runs::incrementAndGet);
            assertThat(flight.run("key", runs::incrementAndGet)).isEqualTo(2);
            assertThat(flight.async().run("key", Integer.class, runs::incrementAndGet))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(3);
        });
    }

    @Test
    void locksExcludeWithinThisProcess() {
        disabled.withPropertyValues("cachekit.locks.checkout.max-wait=0")
                .withBean(Locked.class)
                .run(context -> {
                    Locked locked = context.getBean(Locked.class);
                    assertThat(locked.call()).isPositive();
                    try (HeldLock held =
                            context.getBean(CacheKit.class).lock("checkout").acquire(Duration.ZERO)) {
                        assertThat(held.isHeld()).isTrue();
                        assertThatThrownBy(locked::call).isInstanceOf(LockNotAcquiredException.class);
                    }
                });
    }

    @Test
    void limitsHoldWithinThisProcess() {
        disabled.withPropertyValues(
                        "cachekit.rate-limiters.api.bands[0].permits=2", "cachekit.rate-limiters.api.bands[0].per=1h")
                .withBean(Limited.class)
                .run(context -> {
                    context.getBean(Limited.class).call();
                    assertThat(context.getBean(CacheKit.class)
                                    .rateLimiter("api")
                                    .tryAcquire("other")
                                    .allowed())
                            .isTrue();
                    context.getBean(Limited.class).call();
                    assertThatThrownBy(() -> context.getBean(Limited.class).call())
                            .isInstanceOf(RateLimitExceededException.class);
                });
    }

    @Test
    void onlyBeansThatCoordinateAreProxied() {
        disabled.withBean(Limited.class).withBean(Cached.class).run(context -> {
            assertThat(AopUtils.isAopProxy(context.getBean(Limited.class))).isTrue();
            assertThat(AopUtils.isAopProxy(context.getBean(Cached.class))).isFalse();
        });
    }

    @Test
    void annotatedCallsReachTheirMethod() {
        disabled.withBean(Cached.class).run(context -> {
            assertThat(context.getBean(Cached.class).next()).isEqualTo(1);
            assertThat(context.getBean(Cached.class).next()).isEqualTo(2);
        });
    }

    static class Limited {
        @RateLimited(name = "api", permits = 1, per = "1s")
        public void call() {}
    }

    static class Locked {
        @WithLock("checkout")
        public long call() {
            return CurrentLock.fencingToken();
        }
    }

    static class Cached {
        private int calls;

        @CacheAside(cache = "numbers", key = "'one'")
        public int next() {
            return ++calls;
        }
    }

    @Test
    void countersAndBatchesWorkWithinTheProcess() {
        disabled.run(context -> {
            CacheKit kit = context.getBean(CacheKit.class);
            Cache<Long, String> cache = kit.cache("texts", String.class);
            Batch batch = kit.batch();
            Batch.Handle<Long> counted = batch.increment(kit.counter("views"), 3);
            Batch.Handle<Optional<String>> found = batch.get(cache, 1L);
            batch.put(cache, 1L, "one");
            batch.invalidate(cache, 1L);
            BatchResult result = batch.execute();

            assertThat(result.get(counted)).isEqualTo(3);
            assertThat(result.get(found)).isEmpty();
            assertThat(result.failure(found)).isEmpty();
            assertThat(kit.counters(List.of("views"))).containsExactly(Map.entry("views", 3L));
        });
    }
}
