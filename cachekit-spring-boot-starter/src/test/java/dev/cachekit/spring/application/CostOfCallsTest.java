package dev.cachekit.spring.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.NearCache;
import dev.cachekit.redisson.testing.RedisServer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What calls cost that can be counted: memory of a near hit, requests of a miss. */
class CostOfCallsTest {

    private static final int CALLS = 20_000;
    private static final int MISSES = 200;

    /** The beats of a second or two, which run a script each. */
    private static final int BEATS = 5;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Application {

        @Bean
        Service service() {
            return new Service();
        }
    }

    static class Service {

        @CacheAside(cache = "near", near = NearCache.ON)
        public String near(long id) {
            return "row " + id;
        }

        @CacheAside(cache = "near-of-two", near = NearCache.ON)
        public String nearOfTwo(String tenant, long id) {
            return tenant + id;
        }

        @CacheAside(cache = "far", near = NearCache.OFF)
        public String far(long id) {
            return "row " + id;
        }
    }

    private RedisServer redis;
    private ConfigurableApplicationContext application;
    private Service service;

    @BeforeEach
    void start() {
        redis = RedisServer.start();
        application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.application.name=costs",
                        "cachekit.redis.url=" + redis.url(),
                        "cachekit.redis.command-timeout=2s",
                        "cachekit.redis.deadline=4s",
                        "cachekit.circuit-breaker.slow-call=2s")
                .run();
        service = application.getBean(Service.class);
    }

    @AfterEach
    void stop() {
        application.close();
        redis.close();
    }

    @Test
    void aNearHitAllocatesAtMostTwentyFourBytesBeyondABareProxy() {
        Service bare = bareProxy();
        awaitAtMost(bytes(bare::near) + 24, service::near);
    }

    @Test
    void aNearHitWithAKeyOfTwoPartsDoes() {
        Service bare = bareProxy();
        awaitAtMost(bytes(id -> bare.nearOfTwo("tenant", id)) + 24, id -> service.nearOfTwo("tenant", id));
    }

    @Test
    void aMissIsOneReadAndTwoScripts() {
        Map<String, Long> used = commandsOf(() -> LongStream.range(0, MISSES).forEach(id -> {
            service.far(id);
            service.far(id); // so that hits stand between the misses
        }));
        assertThat(used).containsEntry("mget", 2L * MISSES).containsEntry("eval", 0L);
        assertThat(used.get("evalsha")).isBetween(2L * MISSES, 2L * MISSES + BEATS);
    }

    @Test
    void oneOfManyMissesIsTwoScripts() {
        LongStream.range(0, MISSES).forEach(service::far);
        Map<String, Long> used =
                commandsOf(() -> LongStream.range(MISSES, 2 * MISSES).forEach(service::far));
        assertThat(used).containsEntry("mget", 0L).containsEntry("eval", 0L);
        assertThat(used.get("evalsha")).isBetween(2L * MISSES, 2L * MISSES + BEATS);
    }

    /** By how much the server's counts of commands grow meanwhile. */
    private Map<String, Long> commandsOf(Runnable calls) {
        service.far(-1); // makes the scripts known
        Map<String, Long> before = redis.commandStats();
        calls.run();
        Map<String, Long> after = new HashMap<>(redis.commandStats());
        Set.of("mget", "eval", "evalsha").forEach(command -> after.putIfAbsent(command, 0L));
        after.replaceAll((command, count) -> count - before.getOrDefault(command, 0L));
        return after;
    }

    private static Service bareProxy() {
        ProxyFactory factory = new ProxyFactory(new Service());
        factory.addAdvice((MethodInterceptor) invocation -> "row");
        return (Service) factory.getProxy();
    }

    /** The compiler takes its time, and the near cache serves only once a beat has vouched for it. */
    private static void awaitAtMost(long most, LongConsumer call) {
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(bytes(call)).isLessThanOrEqualTo(most));
    }

    /** What a call allocates in this thread at its best, as what is not compiled yet allocates more. */
    private static long bytes(LongConsumer call) {
        return LongStream.generate(() -> bytesOfSlice(call)).limit(20).min().orElseThrow();
    }

    private static long bytesOfSlice(LongConsumer call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.accept(1_000 + i % 100);
        }
        return Math.round((threads.getCurrentThreadAllocatedBytes() - before) / (double) CALLS);
    }
}
