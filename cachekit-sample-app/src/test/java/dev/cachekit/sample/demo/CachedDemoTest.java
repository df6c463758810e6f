package dev.cachekit.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.NeedsCache;
import dev.cachekit.sample.SampleTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What the demonstration shows with caches and Redis only. */
@NeedsCache("cached answers of the small endpoints")
@SampleTest
class CachedDemoTest {

    @Autowired
    private RestTestClient client;

    @Test
    void secondAnswerComesFromTheCache() {
        SlowReport first = report(951);

        assertThat(report(951)).isEqualTo(first);
    }

    @Test
    void invalidatedUserIsComputedAnewAndOthersAreNot() {
        SlowReport first = report(952);
        SlowReport other = report(953);

        invalidate(Map.of("user_id", 952));

        assertThat(report(952).computedAt()).isAfter(first.computedAt());
        assertThat(report(953)).isEqualTo(other);
    }

    @Test
    void withoutAUserAllAreComputedAnew() {
        SlowReport first = report(954);
        SlowReport other = report(955);

        invalidate(Map.of());

        assertThat(report(954).computedAt()).isAfter(first.computedAt());
        assertThat(report(955).computedAt()).isAfter(other.computedAt());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void healthKnowsTheEmbeddedRedis() {
        client.get()
                .uri("/api/v1/health")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.redis_available")
                .isEqualTo(true)
                .jsonPath("$.cache_enabled")
                .isEqualTo(true);
        client.get()
                .uri("/health/deep")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.redis.available")
                .isEqualTo(true)
                .jsonPath("$.memory.redis_used_bytes")
                .value(Number.class, bytes -> assertThat(bytes.longValue()).isPositive());
    }

    private SlowReport report(long userId) {
        return client.get()
                .uri("/api/cached-data?user_id={user}", userId)
                .exchangeSuccessfully()
                .expectBody(SlowReport.class)
                .returnResult()
                .getResponseBody();
    }

    private void invalidate(Map<String, ?> request) {
        client.post().uri("/api/invalidate-cache").body(request).exchangeSuccessfully();
    }
}
