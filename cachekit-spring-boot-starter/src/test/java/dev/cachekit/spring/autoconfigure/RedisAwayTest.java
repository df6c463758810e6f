package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RedisAwayTest {

    private final ApplicationContextRunner away = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(CacheKitAutoConfiguration.class, CacheKitHealthAutoConfiguration.class))
            .withPropertyValues("cachekit.redis.url=redis://localhost:13");

    @Test
    void startSucceedsAndWarns(CapturedOutput output) {
        away.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output)
                    .contains("Redis does not answer; calls reach their methods until it does")
                    .contains("CacheKit: backend redis (not reachable; address from cachekit.redis.url)");
        });
    }

    @Test
    void readsLoad() {
        away.run(context -> {
            Cache<Long, String> users = context.getBean(CacheKit.class).cache("users", String.class);
            assertThat(users.get(42L, key -> "Ada")).isEqualTo("Ada");
        });
    }

    @Test
    void missingNameOfTheApplicationIsWarnedOf(CapturedOutput output) {
        away.run(context -> assertThat(output).contains("cachekit.app: the application has no name"));
    }

    @ParameterizedTest
    @CsvSource({"'',UP", "DOWN,DOWN", "OUT_OF_SERVICE,OUT_OF_SERVICE"})
    void healthHasTheChosenStatus(String configured, String status) {
        String[] properties =
                configured.isEmpty() ? new String[0] : new String[] {"cachekit.health.redis-down-status=" + configured};
        away.withPropertyValues(properties).run(context -> {
            Health health = context.getBean(HealthIndicator.class).health();
            assertThat(health.getStatus().getCode()).isEqualTo(status);
            assertThat(health.getDetails()).containsEntry("degraded", true).containsEntry("backend", "redis");
        });
    }

    @Test
    void healthCanBeSwitchedOff() {
        away.withPropertyValues("management.health.cachekit.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void healthIsLeftOutWithoutItsLibrary() {
        away.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("cachekitHealthIndicator"));
    }
}
