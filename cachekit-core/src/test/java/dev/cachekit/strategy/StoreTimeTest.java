package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.StoreTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreTimeTest {

    private final TestNode node = TestNode.create();
    private final AtomicInteger sent = new AtomicInteger();

    /** A request during which some time passes. */
    private CompletionStage<String> taking(int percentOfTheDeadline) {
        sent.incrementAndGet();
        node.time.advance(TestNode.DEADLINE.multipliedBy(percentOfTheDeadline).dividedBy(100));
        return CompletableFuture.completedFuture("answer");
    }

    @Test
    void requestsShareOneDeadline() {
        StoreTime time = node.ports.storeTime(Caller.BLOCKING);
        CompletionStage<String> first = time.spend(() -> taking(60));
        CompletionStage<String> second = time.spend(() -> taking(60));
        CompletionStage<String> third = time.spend(() -> taking(60));
        assertThat(outcome(first)).isEqualTo("answer");
        assertThat(outcome(second)).isEqualTo("answer");
        assertThat(failureOf(third)).isInstanceOf(BackendUnavailableException.class);
        assertThat(sent).hasValue(2);
    }

    @Test
    void timeBetweenRequestsDoesNotCount() {
        StoreTime time = node.ports.storeTime(Caller.BLOCKING);
        outcome(time.spend(() -> taking(50)));
        node.time.advance(TestNode.DEADLINE.multipliedBy(10));
        assertThat(outcome(time.spend(() -> taking(10)))).isEqualTo("answer");
    }

    @ParameterizedTest
    @EnumSource
    void aRequestWithoutAnswerFailsAsUnavailable(CacheReaderTest.How how) {
        StoreTime time = node.ports.storeTime(how.caller);
        assertThat(failureOf(time.spend(CompletableFuture::new))).isInstanceOf(BackendUnavailableException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRequestThatThrowsIsAFailedStage(CacheReaderTest.How how) {
        IllegalStateException failure = new IllegalStateException("closed");
        StoreTime time = node.ports.storeTime(how.caller);
        assertThat(failureOf(time.spend(() -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    @Test
    void anInterruptedThreadIsToldWhatItWaitedFor() {
        Thread.currentThread().interrupt();
        CompletionStage<String> answer = node.ports.storeTime(Caller.BLOCKING).spend(CompletableFuture::new);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failureOf(answer))
                .isInstanceOf(WaitInterruptedException.class)
                .hasMessageContaining("store");
    }
}
