package dev.cachekit.spring.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.MemoryUse;
import dev.cachekit.ServerInfo;
import dev.cachekit.spi.KeyPage;
import dev.cachekit.spi.StoreAdmin;
import dev.cachekit.spi.StoreReport;
import dev.cachekit.spring.console.StoreSigns.Sign;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ReportedSignsTest {

    /** A store that reports so and is asked nothing else. */
    private record Reporting(CompletionStage<StoreReport> report) implements StoreAdmin {

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

    private static StoreReport report(int silent, OptionalLong maxMemory) {
        return new StoreReport(
                new ServerInfo("7.0.15", "cluster", 3, Duration.ofHours(1), 20),
                new MemoryUse(2048, maxMemory, "noeviction"),
                silent,
                null,
                null);
    }

    private static Sign heard(CompletionStage<StoreReport> report) {
        return new ReportedSigns(new Reporting(report)).ask();
    }

    @Test
    void tellsVersionAndMemoryOfAStoreThatAnswers() {
        assertThat(heard(CompletableFuture.completedFuture(report(0, OptionalLong.of(4096)))))
                .isEqualTo(new Sign(true, "7.0.15", 2048L, 4096L));
        assertThat(heard(CompletableFuture.completedFuture(report(0, OptionalLong.empty()))))
                .isEqualTo(new Sign(true, "7.0.15", 2048L, null));
    }

    @Test
    void aStoreWithASilentPrimaryDoesNotAnswer() {
        assertThat(heard(CompletableFuture.completedFuture(report(1, OptionalLong.empty())))
                        .answers())
                .isFalse();
    }

    @Test
    void aStoreThatFailsOrSaysNothingDoesNotAnswer() {
        assertThat(heard(CompletableFuture.failedFuture(new BackendUnavailableException("gone", null))))
                .isEqualTo(new Sign(false, null, null, null));
        assertThat(heard(new CompletableFuture<>())).isEqualTo(new Sign(false, null, null, null));
    }
}
