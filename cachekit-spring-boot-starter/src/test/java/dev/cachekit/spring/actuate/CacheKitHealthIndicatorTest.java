package dev.cachekit.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.BreakerState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class CacheKitHealthIndicatorTest {

    @Test
    void isUpWithoutServer() {
        Health health = new CacheKitHealthIndicator(
                        "in-process", null, RecoveryDetails.NONE, Duration.ofSeconds(1), Status.DOWN)
                .health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("enabled", true).containsEntry("backend", "in-process");
    }

    @Test
    void waitsNoLongerThanTheLimitForASilentServer() {
        Health health = indicator(CompletableFuture::new).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .containsEntry("degraded", true)
                .containsEntry("reason", "no answer within 20 ms");
    }

    @Test
    void namesTheFailureButNotItsText() {
        Health health = indicator(() -> CompletableFuture.failedFuture(new IllegalStateException("password")))
                .health();
        assertThat(health.getDetails()).containsEntry("reason", "IllegalStateException");
    }

    @Test
    void showsBreakersAndPendingRemovals() {
        RecoveryDetails recovery = new RecoveryDetails(() -> Map.of("a", BreakerState.OPEN), () -> 3);
        Health health = new CacheKitHealthIndicator("redis", null, recovery, Duration.ofSeconds(1), Status.UP).health();
        assertThat(health.getDetails())
                .containsEntry("circuitBreakers", Map.of("a", "OPEN"))
                .containsEntry("pendingRemovals", 3);
    }

    private static CacheKitHealthIndicator indicator(ServerVersion server) {
        return new CacheKitHealthIndicator("redis", server, RecoveryDetails.NONE, Duration.ofMillis(20), Status.UP);
    }
}
