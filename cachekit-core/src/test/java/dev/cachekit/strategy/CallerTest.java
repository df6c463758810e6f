package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallerTest {

    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource
    void awaitsTheOutcomeOfAStage(CacheReaderTest.How how) {
        IOException failure = new IOException("no");
        assertThat(outcome(how.caller.await(CompletableFuture.completedFuture("v"), LONG)))
                .isEqualTo("v");
        assertThat(failureOf(how.caller.await(CompletableFuture.failedFuture(failure), LONG)))
                .isSameAs(failure);
    }

    @ParameterizedTest
    @EnumSource
    void aWaitThatTakesTooLongIsAFailedStage(CacheReaderTest.How how) {
        CompletableFuture<String> never = new CompletableFuture<>();
        assertThat(failureOf(how.caller.await(never, SHORT))).isInstanceOf(TimeoutException.class);
        assertThat(never).isNotDone();
    }

    @Test
    void anInterruptedThreadKeepsItsInterrupt() {
        Thread.currentThread().interrupt();
        CompletionStage<String> awaited = Caller.BLOCKING.await(new CompletableFuture<>(), LONG);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failureOf(awaited)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aContinuedCallerLeavesTheThreadThatCompletesTheStage() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletionStage<Thread> continuedOn =
                CacheReaderTest.How.CONTINUED.caller.await(answer, LONG).thenApply(value -> Thread.currentThread());
        answer.complete("v");
        assertThat(outcome(continuedOn)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void anExecutorThatTakesNothingMoreFailsTheStage() {
        Caller closed = Caller.continuedOn(task -> {
            throw new RejectedExecutionException("closed");
        });
        assertThat(failureOf(closed.await(CompletableFuture.completedFuture("v"), LONG)))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void nothingOfABlockingCallLeavesItsThread() {
        TestNode node = TestNode.create();
        Thread self = Thread.currentThread();
        AtomicInteger elsewhere = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            String key = "k" + i % 1_000;
            CompletionStage<@Nullable String> stage = node.stage(
                    key,
                    () -> {
                        elsewhere.addAndGet(Thread.currentThread() == self ? 0 : 1);
                        return "v";
                    },
                    Caller.BLOCKING);
            assertThat(stage.toCompletableFuture().isDone()).isTrue();
            stage.thenAccept(value -> elsewhere.addAndGet(Thread.currentThread() == self ? 0 : 1));
            if (i % 7 == 0) {
                node.invalidate(key);
            }
        }
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void userCodeOfACallerThatIsContinuedNeverRunsOnTheCallingThread() throws Exception {
        Thread calling = Thread.currentThread();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Caller caller = Caller.continuedOn(executor);

        for (int i = 0; i < 1_000; i++) {
            Thread ran = caller.begin(() -> CompletableFuture.completedFuture(Thread.currentThread()))
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            assertThat(ran).isNotSameAs(calling);
        }
        executor.shutdown();
    }
}
