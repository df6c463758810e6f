package dev.cachekit.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final int MANY = 1_000_000;

    @Test
    void manyRoundsNeedNoStack() {
        AtomicInteger rounds = new AtomicInteger();

        assertThat(Rounds.until(() -> CompletableFuture.completedFuture(
                        rounds.incrementAndGet() == MANY ? Optional.of("done") : Optional.empty())))
                .isCompletedWithValue("done");
    }

    @Test
    void aFailureEndsThem() {
        AtomicInteger rounds = new AtomicInteger();

        assertThat(Rounds.until(() -> {
                    rounds.incrementAndGet();
                    throw new IllegalStateException("no");
                }))
                .isCompletedExceptionally();
        assertThat(rounds).hasValue(1);
    }

    @Test
    void aRoundThatEndsLaterGoesOn() {
        CompletableFuture<Optional<String>> first = new CompletableFuture<>();
        AtomicInteger rounds = new AtomicInteger();
        CompletableFuture<String> result = Rounds.until(() ->
                        rounds.incrementAndGet() == 1 ? first : CompletableFuture.completedFuture(Optional.of("done")))
                .toCompletableFuture();
        assertThat(result).isNotDone();

        first.complete(Optional.empty());

        assertThat(result).isCompletedWithValue("done");
    }
}
