package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static dev.cachekit.strategy.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.Lookup;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CacheReaderTest {

    private final TestNode node = TestNode.create();
    private final AtomicInteger loads = new AtomicInteger();

    /** Every scenario must mean the same to both. */
    enum How {
        BLOCKING(Caller.BLOCKING),
        CONTINUED(Caller.continuedOn(task -> new Thread(task).start()));

        final Caller caller;

        How(Caller caller) {
            this.caller = caller;
        }
    }

    private @Nullable String value() {
        return "v" + loads.incrementAndGet();
    }

    @ParameterizedTest
    @EnumSource
    void loadsOnAMissAndServesTheValueFromThenOn(How how) {
        assertThat(outcome(node.stage("k", this::value, how.caller))).isEqualTo("v1");
        assertThat(outcome(node.stage("k", this::value, how.caller))).isEqualTo("v1");
        assertThat(node.events.all()).containsExactly("miss", "load", "put", "hit");
    }

    @ParameterizedTest
    @EnumSource
    void aNullIsAValueForItsOwnShorterTime(How how) {
        assertThat(outcome(node.stage("k", () -> null, how.caller))).isNull();
        assertThat(outcome(node.stage("k", this::value, how.caller))).isNull();
        node.time.advance(Duration.ofSeconds(31));
        assertThat(outcome(node.stage("k", this::value, how.caller))).isEqualTo("v1");
    }

    @Test
    void aNullIsNotStoredIfItsLifetimeIsZero() {
        TestNode noNulls = TestNode.with(options -> options.with(CacheSetting.NULL_TTL, Optional.empty(), "test"));
        assertThat(noNulls.get("k", () -> null)).isNull();
        assertThat(noNulls.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @ParameterizedTest
    @EnumSource
    void aFailureOfTheLoaderPassesUnchangedAndLeavesNothing(How how) {
        IOException failure = new IOException("database");
        CompletionStage<@Nullable String> stage = node.stage(
                "k",
                () -> {
                    throw failure;
                },
                how.caller);
        assertThat(failureOf(stage)).isSameAs(failure);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aLifetimeThatCannotBeDecidedFailsTheCallButEndsTheLease(How how) {
        IllegalStateException failure = new IllegalStateException("unless");
        Load<@Nullable String> load = Load.<@Nullable String>of(node.region, this::value)
                .storedFor(any -> {
                    throw failure;
                });
        CompletionStage<@Nullable String> stage =
                node.strategies.reader().get(node.region, node.key("k"), load, how.caller);
        assertThat(failureOf(stage)).isSameAs(failure);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aLoadThatThrowsInsteadOfAnsweringEndsTheLease(How how) {
        Load<@Nullable String> load = Load.<@Nullable String>starting(node.region, () -> {
            throw new AssertionError("thrown");
        });
        CompletionStage<@Nullable String> stage =
                node.strategies.reader().get(node.region, node.key("k"), load, how.caller);
        assertThat(failureOf(stage)).hasMessage("thrown");
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void aVetoedValueGoesToItsCallerOnly() {
        Load<@Nullable String> load =
                Load.<@Nullable String>of(node.region, this::value).storedFor(any -> Optional.empty());
        assertThat(outcome(node.strategies.reader().get(node.region, node.key("k"), load, Caller.BLOCKING)))
                .isEqualTo("v1");
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatCannotBeEncodedGoesToItsCallerOnly(How how) {
        for (String value : new String[] {TextCodec.TOO_LARGE, TextCodec.BREAKS_ENCODING}) {
            assertThat(outcome(node.stage("k", () -> value, how.caller))).isEqualTo(value);
            assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        }
        assertThat(node.events.all()).contains("refused too-large", "refused unencodable");
    }

    @ParameterizedTest
    @EnumSource
    void aStoredValueThatCannotBeReadIsAMissAndReplaced(How how) {
        for (String value : new String[] {TextCodec.UNREADABLE, TextCodec.BREAKS_DECODING}) {
            node.put("k", value);
            assertThat(outcome(node.stage("k", () -> "good", how.caller))).isEqualTo("good");
            assertThat(node.find("k")).contains("good");
        }
        assertThat(node.events.count("unreadable")).isEqualTo(2);
    }

    @Test
    void anExplicitLifetimeIsExactAndJitterOnlyShortens() {
        TestNode jittered = TestNode.with(options -> options.with(CacheSetting.JITTER, 0.5, "test"));
        jittered.get("drawn", () -> "v");
        Load<@Nullable String> exact = Load.<@Nullable String>of(jittered.region, () -> "v")
                .storedFor(any -> Optional.of(Ttl.of(Duration.ofMinutes(7))));
        outcome(jittered.strategies.reader().get(jittered.region, jittered.key("exact"), exact, Caller.BLOCKING));
        assertThat(outcome(jittered.store.ttl(jittered.key("exact")))).isEqualTo(new Expiry.In(Duration.ofMinutes(7)));
        Expiry.In drawn = (Expiry.In) outcome(jittered.store.ttl(jittered.key("drawn")));
        assertThat(drawn.remaining()).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
    }

    @Test
    void aLoaderThatAsksForItsOwnKeyDoesNotWaitForItself() {
        assertThat(node.get("k", () -> node.get("k", this::value) + "!")).isEqualTo("v1!");
        assertThat(node.find("k")).contains("v1!");
    }

    @Test
    void aLoaderMayReadOtherKeys() {
        assertThat(node.get("sum", () -> node.get("a", () -> "1") + node.get("b", () -> "2")))
                .isEqualTo("12");
        assertThat(node.find("a")).contains("1");
    }

    @Test
    void aThreadWhoseLoadAnswersLaterJoinsItLikeAnyOther() {
        CompletableFuture<@Nullable String> slow = new CompletableFuture<>();
        Caller onThisThread = Caller.continuedOn(Runnable::run);
        Load<@Nullable String> load = Load.<@Nullable String>starting(node.region, () -> {
            loads.incrementAndGet();
            return slow;
        });
        CompletionStage<@Nullable String> first =
                node.strategies.reader().get(node.region, node.key("k"), load, onThisThread);
        CompletionStage<@Nullable String> second =
                node.strategies.reader().get(node.region, node.key("k"), load, onThisThread);
        slow.complete("v");
        assertThat(outcome(first)).isEqualTo("v");
        assertThat(outcome(second)).isEqualTo("v");
        assertThat(loads).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void aJoinedCallerSharesTheFailureOfTheLoadEvenIfItIsATimeout(How how) {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        TimeoutException failure = new TimeoutException("of the database");
        FutureTask<Throwable> leader = started(() -> failureOf(node.stage(
                "k",
                () -> {
                    loading.countDown();
                    await(fail);
                    throw failure;
                },
                Caller.BLOCKING)));
        await(loading);
        FutureTask<Throwable> joined = started(() -> failureOf(node.stage("k", this::value, how.caller)));
        node.untilJoined("k", 1);
        fail.countDown();
        assertThat(result(leader)).isSameAs(failure);
        assertThat(result(joined)).isSameAs(failure);
        assertThat(loads).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void aCallerThatHasWaitedTooLongLoadsWithoutCaching(How how) {
        TestNode impatient =
                TestNode.with(options -> options.with(CacheSetting.MAX_WAIT, Duration.ofMillis(20), "test"));
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> leader = started(() -> impatient.get("k", () -> {
            loading.countDown();
            await(go);
            return "slow";
        }));
        await(loading);
        assertThat(outcome(impatient.stage("k", () -> "own", how.caller))).isEqualTo("own");
        go.countDown();
        assertThat(result(leader)).isEqualTo("slow");
        assertThat(impatient.find("k")).contains("slow");
    }

    @Test
    void anInterruptedWaiterIsToldAndStaysInterrupted() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> leader = started(() -> node.get("k", () -> {
            loading.countDown();
            await(go);
            return "v";
        }));
        await(loading);
        FutureTask<Boolean> waiter = started(() -> {
            Thread.currentThread().interrupt();
            assertThat(failureOfCompleted(node.stage("k", this::value, Caller.BLOCKING)))
                    .isInstanceOf(WaitInterruptedException.class);
            return Thread.interrupted();
        });
        assertThat(result(waiter)).isTrue();
        go.countDown();
        assertThat(result(leader)).isEqualTo("v");
    }

    /** The stages of a blocking caller are complete. */
    private static Throwable failureOfCompleted(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        return Stages.cause(
                stage.handle((value, failure) -> failure).toCompletableFuture().join());
    }

    @Test
    void aRefreshReplacesWhatIsStored() {
        node.put("k", "old");
        Load<@Nullable String> load = Load.<@Nullable String>of(node.region, () -> "new");
        assertThat(outcome(node.strategies.reader().refresh(node.region, node.key("k"), load, Caller.BLOCKING)))
                .isEqualTo("new");
        assertThat(node.find("k")).contains("new");
    }

    @ParameterizedTest
    @EnumSource
    void waitersOfAnotherProcessAreServedItsValueWithOneLook(How how) {
        TestNode other = node.other();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> leader = started(() -> other.get("k", () -> {
            loading.countDown();
            await(go);
            return "theirs";
        }));
        await(loading);
        FutureTask<@Nullable String> first = started(() -> outcome(node.stage("k", this::value, how.caller)));
        FutureTask<@Nullable String> second = started(() -> outcome(node.stage("k", this::value, how.caller)));
        until(node.store, store -> store.count(Operation.LEASE) == 2);
        go.countDown();
        assertThat(result(leader)).isEqualTo("theirs");
        assertThat(result(first)).isEqualTo("theirs");
        assertThat(result(second)).isEqualTo("theirs");
        assertThat(loads).hasValue(0);
        assertThat(node.store.count(Operation.FIND)).isEqualTo(3);
    }

    @Test
    void afterAFailureElsewhereThisProcessLoadsOnceForAllWhoWaited() {
        TestNode other = node.other();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        FutureTask<Throwable> leader = started(() -> failureOf(other.stage(
                "k",
                () -> {
                    loading.countDown();
                    await(fail);
                    throw new IOException("database");
                },
                Caller.BLOCKING)));
        await(loading);
        FutureTask<@Nullable String> first = started(() -> node.get("k", this::value));
        FutureTask<@Nullable String> second = started(() -> node.get("k", this::value));
        until(node.store, store -> store.count(Operation.LEASE) == 2);
        fail.countDown();
        assertThat(result(leader)).isInstanceOf(IOException.class);
        assertThat(result(first)).isEqualTo("v1");
        assertThat(result(second)).isEqualTo("v1");
    }
}
