package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.MemoryUse;
import dev.cachekit.contract.AdminContract;
import dev.cachekit.contract.Answers;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.StoreReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedissonAdminTest extends AdminContract {

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    private final SystemScheduler time = new SystemScheduler();

    @Override
    protected Backend backend() {
        return REDIS.backend().backend;
    }

    @Override
    protected Scheduler scheduler() {
        return time;
    }

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void neverBlocksTheServerWithKeysAndNeverAsksItsConfiguration() {
        REDIS.server().resetStats();

        Answers.of(backend().admin().scan("*"));
        Answers.of(backend().admin().report());
        Answers.of(backend().admin().ping());

        assertThat(REDIS.server().commandStats()).containsKey("scan").doesNotContainKeys("keys", "config|get");
    }

    @Test
    void aPingIsMeasuredInPartsOfMilliseconds() {
        assertThat(Stream.generate(() -> Answers.of(backend().admin().ping())).limit(10))
                .allMatch(took -> took.compareTo(Duration.ZERO) > 0)
                .anyMatch(took -> took.toNanos() % 1_000_000 != 0);
    }

    @Test
    void tellsWhatTheServerTells() {
        try (RedisServer server = RedisServer.start(
                        "maxmemory 64mb", "maxmemory-policy volatile-lru", "min-replicas-to-write 1");
                TestBackend limited = new TestBackend(server)) {
            StoreReport report = Answers.of(limited.backend.admin().report());

            assertThat(report.server().version()).isEqualTo(server.version());
            assertThat(report.server().clients()).isPositive();
            assertThat(report.memory())
                    .extracting(MemoryUse::maxBytes, MemoryUse::evictionPolicy)
                    .containsExactly(OptionalLong.of(64 * 1024 * 1024), "volatile-lru");
            assertThat(report.replication()).isEqualTo(new StoreReport.Replication(0, true));
            assertThat(report.silent()).isZero();
        }
    }

    @Test
    void failsWhenTheServerIsAway() {
        try (RedisServer server = RedisServer.startLocal();
                TestBackend backend = new TestBackend(server)) {
            Answers.of(backend.backend.admin().ping());
            server.kill();

            assertThatThrownBy(() -> Answers.of(backend.backend.admin().ping()))
                    .hasRootCauseInstanceOf(Exception.class)
                    .hasStackTraceContaining(BackendUnavailableException.class.getName());
            assertThatThrownBy(() -> Answers.of(backend.backend.admin().report()))
                    .hasStackTraceContaining(BackendUnavailableException.class.getName());
        }
    }

    @Test
    void primariesThatAnswerSpeakForAll() {
        StoreReport report = Answers.of(InfoReport.of(List.of(
                told("7.2.10", "100", "10"),
                told("7.2.9", "50", "0"),
                CompletableFuture.failedFuture(new IllegalStateException()))));

        assertThat(report.server().version()).isEqualTo("7.2.9");
        assertThat(report.server().primaries()).isEqualTo(3);
        assertThat(report.silent()).isEqualTo(1);
        assertThat(report.memory().usedBytes()).isEqualTo(150);
        assertThat(report.memory().maxBytes()).isEmpty();
        assertThat(report.replication()).isNull();
        assertThat(report.clockAhead()).isNull();
    }

    private static CompletableFuture<InfoReport.Node> told(String version, String used, String most) {
        return CompletableFuture.completedFuture(new InfoReport.Node(
                Map.of(
                        "redis_version",
                        version,
                        "used_memory",
                        used,
                        "maxmemory",
                        most,
                        "maxmemory_policy",
                        "noeviction"),
                0));
    }

    @Test
    void comparesTheClocks() {
        Duration ahead = Answers.of(backend().admin().report()).clockAhead();
        if (REDIS.server().info("server").containsKey("server_time_usec")) {
            assertThat(ahead).isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(1));
        } else {
            assertThat(ahead).isNull();
        }
    }
}
