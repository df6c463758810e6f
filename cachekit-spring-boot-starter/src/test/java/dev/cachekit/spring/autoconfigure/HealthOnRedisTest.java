package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Health while a real server is killed and started again. */
class HealthOnRedisTest {

    private static final Duration BOUND = Duration.ofSeconds(3);

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(CacheKitAutoConfiguration.class, CacheKitHealthAutoConfiguration.class))
            .withPropertyValues("cachekit.app=shop");

    private static boolean isDegraded(Health health) {
        return Boolean.TRUE.equals(health.getDetails().get("degraded"));
    }

    private static Duration until(HealthIndicator health, boolean degraded) {
        long start = System.nanoTime();
        Awaitility.await()
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isDegraded(health.health()) == degraded);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void tellsTheDeathOfRedisAndItsRecoveryWithinThreeSeconds() {
        try (RedisServer server = RedisServer.startLocal()) {
            application.withPropertyValues("cachekit.redis.url=" + server.url()).run(context -> {
                HealthIndicator health = context.getBean(HealthIndicator.class);
                Awaitility.await().until(() -> !isDegraded(health.health()));

                server.kill();
                assertThat(until(health, true)).isLessThan(BOUND);
                assertThat(health.health().getStatus()).isEqualTo(Status.UP);
                assertThat(health.health().getDetails()).containsKey("reason").doesNotContainKey("version");

                server.restart();
                assertThat(until(health, false)).isLessThan(BOUND);
                assertThat(health.health().getDetails()).containsKey("version");
            });
        }
    }

    @Test
    void aServerThatStandsStillIsToldAsWell() {
        try (RedisServer server = RedisServer.startLocal()) {
            application.withPropertyValues("cachekit.redis.url=" + server.url()).run(context -> {
                HealthIndicator health = context.getBean(HealthIndicator.class);
                Awaitility.await().until(() -> !isDegraded(health.health()));

                server.pause();
                assertThat(until(health, true)).isLessThan(BOUND);
                server.resume();
                assertThat(until(health, false)).isLessThan(BOUND);
            });
        }
    }

    @Test
    void showsVersionMemoryAndPolicyAndNoAddress() {
        try (RedisServer server = RedisServer.start("maxmemory 64mb", "maxmemory-policy volatile-lru")) {
            application.withPropertyValues("cachekit.redis.url=" + server.url()).run(context -> {
                HealthIndicator health = context.getBean(HealthIndicator.class);
                Awaitility.await().until(() -> !isDegraded(health.health()));

                assertThat(health.health().getDetails())
                        .containsEntry("version", server.version())
                        .containsEntry("mode", "standalone")
                        .containsEntry("evictionPolicy", "volatile-lru")
                        .containsEntry("maxMemoryBytes", 64L * 1024 * 1024)
                        .containsKeys("usedMemoryBytes", "clients", "circuitBreakers", "pendingRemovals");
                assertThat(health.health().getDetails().toString()).doesNotContain(String.valueOf(server.port()));
            });
        }
    }
}
