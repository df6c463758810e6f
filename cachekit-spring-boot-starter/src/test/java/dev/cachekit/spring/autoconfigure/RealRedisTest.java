package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.redisson.testing.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.redisson.api.RedissonClient;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RealRedisTest {

    private static final String PASSWORD = "hunter2";
    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.startLocal("user shop on >" + PASSWORD + " ~* &* +@all");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void valuesGoToRedisUnderTheNameOfTheApplication() {
        shop().run(context -> {
            Cache<Long, String> users = context.getBean(CacheKit.class).cache("users", String.class);
            assertThat(users.get(42L, key -> "Ada")).isEqualTo("Ada");
            assertThat(server.keys()).anyMatch(key -> key.matches("shop:\\{..}:users:.*:42"));
        });
    }

    @Test
    void startNamesBackendVersionAndPlaceButNoPassword(CapturedOutput output) {
        shop().run(context -> assertThat(output)
                .contains("CacheKit: backend redis (Redis " + server.version()
                        + "; address from cachekit.redis.url), app shop, caches []")
                .doesNotContain(PASSWORD));
    }

    @Test
    void ownClientIsInjectableAndWorks() {
        shop().run(context -> {
            RedissonClient client = context.getBean(RedissonClient.class);
            client.getAtomicLong("counter").incrementAndGet();
            assertThat(server.keys()).contains("counter");
        });
    }

    @Test
    void healthTellsTheVersion() {
        shop().run(context -> {
            Health health = context.getBean(HealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails())
                    .containsEntry("backend", "redis")
                    .containsEntry("version", server.version())
                    .doesNotContainKey("degraded");
        });
    }

    @Test
    void propertiesNeverShowThePassword() {
        shop().run(context ->
                assertThat(context.getBean(CacheKitProperties.class).toString()).doesNotContain(PASSWORD));
    }

    private static ApplicationContextRunner shop() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(CacheKitAutoConfiguration.class, CacheKitHealthAutoConfiguration.class))
                .withPropertyValues(
                        "spring.application.name=shop",
                        "cachekit.redis.url=" + server.url(),
                        "cachekit.redis.username=shop",
                        "cachekit.redis.password=" + PASSWORD);
    }
}
