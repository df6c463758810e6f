package dev.cachekit.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.MemoryUse;
import dev.cachekit.ServerInfo;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.KeyPage;
import dev.cachekit.spi.StoreAdmin;
import dev.cachekit.spi.StoreReport;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
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

    @Test
    void isDegradedWhileABreakerIsOpen() {
        RecoveryDetails recovery = new RecoveryDetails(() -> Map.of("a", BreakerState.HALF_OPEN), () -> 0);
        Health health =
                new CacheKitHealthIndicator("redis", null, recovery, Duration.ofSeconds(1), Status.DOWN).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("degraded", true);
    }

    @Test
    void isDegradedWhileSomePrimariesAreSilent() {
        StoreReport report = new StoreReport(
                new ServerInfo("7.2.0", "cluster", 3, Duration.ofDays(1), 5),
                new MemoryUse(1, OptionalLong.empty(), "volatile-lru"),
                1,
                null,
                null);
        Health health =
                indicator(() -> CompletableFuture.completedFuture(report)).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .containsEntry("degraded", true)
                .containsEntry("reason", "1 of 3 primaries do not answer")
                .containsEntry("version", "7.2.0")
                .doesNotContainKey("maxMemoryBytes");
    }

    private static CacheKitHealthIndicator indicator(Supplier<CompletionStage<StoreReport>> report) {
        StoreAdmin server = new OnlyReporting(report);
        return new CacheKitHealthIndicator("redis", server, RecoveryDetails.NONE, Duration.ofMillis(20), Status.UP);
    }

    private record OnlyReporting(Supplier<CompletionStage<StoreReport>> given) implements StoreAdmin {

        @Override
        public CompletionStage<StoreReport> report() {
            return given.get();
        }

        @Override
        public CompletionStage<Duration> ping() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Long> keyCount() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<KeyPage> scan(String glob) {
            throw new UnsupportedOperationException();
        }
    }
}
