package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static dev.cachekit.strategy.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.strategy.CacheReaderTest.How;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StaleOnErrorTest {

    private static final Duration A_BIT = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestNode node = TestNode.with(options -> options.with(CacheSetting.STALE_ON_ERROR, HOUR, "test")
            .with(CacheSetting.STALE_EXCEPT, List.of(IOException.class), "test"));
    private final AtomicInteger attempts = new AtomicInteger();

    private @Nullable String failing() {
        attempts.incrementAndGet();
        throw new IllegalStateException("database");
    }

    /** Leaves a value that has just expired. */
    private void expireOne() {
        node.put("k", "old");
        node.time.advance(TestNode.TTL.duration().plus(A_BIT));
    }

    @ParameterizedTest
    @EnumSource
    void aFailingLoadYieldsTheExpiredValue(How how) {
        expireOne();
        assertThat(outcome(node.stage("k", this::failing, how.caller))).isEqualTo("old");
        assertThat(node.events.all()).contains("miss", "failed load", "stale error", "hidden failure");
    }

    @Test
    void aLoadThatSucceedsReplacesTheExpiredValue() {
        expireOne();
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
        assertThat(node.find("k")).contains("new");
        assertThat(node.events.all()).doesNotContain("stale error");
    }

    @Test
    void theFailurePassesOnceTheValueIsTooOld() {
        expireOne();
        node.time.advance(HOUR);
        assertThat(failureOf(node.stage("k", this::failing, Caller.BLOCKING))).hasMessage("database");
    }

    @ParameterizedTest
    @EnumSource
    void exceptedFailuresAndErrorsPass(How how) {
        expireOne();
        IOException excepted = new FileNotFoundException("gone");
        AssertionError error = new AssertionError("bug");
        assertThat(failureOf(node.stage(
                        "k",
                        () -> {
                            throw excepted;
                        },
                        how.caller)))
                .isSameAs(excepted);
        assertThat(failureOf(node.stage(
                        "k",
                        () -> {
                            throw error;
                        },
                        how.caller)))
                .isSameAs(error);
    }

    @Test
    void anExceptedFailureIsFollowedByNoRest() {
        expireOne();
        failureOf(node.stage(
                "k",
                () -> {
                    throw new IOException("gone");
                },
                Caller.BLOCKING));
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
    }

    @Test
    void afterAFailureTheMethodRestsForAWhile() {
        expireOne();
        for (int i = 0; i < 3; i++) {
            assertThat(node.get("k", this::failing)).isEqualTo("old");
        }
        assertThat(attempts).hasValue(1);
        node.time.advance(ReloadRules.REST.plus(A_BIT));
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
    }

    @Test
    void theRestHoldsForOtherProcessesAsWell() {
        expireOne();
        node.get("k", this::failing);
        assertThat(node.other().get("k", this::failing)).isEqualTo("old");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void duringTheRestACallCostsOneLook() {
        expireOne();
        node.get("k", this::failing);
        node.get("k", this::failing);
        node.store.resetCounts();
        node.get("k", this::failing);
        assertThat(node.store.count(Operation.FIND)).isEqualTo(1);
        assertThat(node.store.count(Operation.LEASE)).isZero();
    }

    @Test
    void anInvalidatedValueIsNotServed() {
        expireOne();
        node.invalidate("k");
        assertThat(failureOf(node.stage("k", this::failing, Caller.BLOCKING))).hasMessage("database");
    }

    @Test
    void aValueInvalidatedDuringTheLoadIsNotServed() {
        expireOne();
        CompletionStage<@Nullable String> call = node.stage(
                "k",
                () -> {
                    node.invalidate("k");
                    return failing();
                },
                Caller.BLOCKING);
        assertThat(failureOf(call)).hasMessage("database");
    }

    @Test
    void aValueStoredDuringTheLoadIsServedInsteadOfTheFailure() {
        expireOne();
        String served = node.get("k", () -> {
            node.put("k", "new");
            return failing();
        });
        assertThat(served).isEqualTo("new");
        assertThat(node.events.all()).doesNotContain("stale error");
    }

    @Test
    void whoJoinedTheFailingLoadIsServedTheExpiredValueToo() {
        expireOne();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        FutureTask<@Nullable String> leader = started(() -> node.get("k", () -> {
            loading.countDown();
            await(fail);
            return failing();
        }));
        await(loading);
        FutureTask<@Nullable String> joined = started(() -> node.get("k", this::failing));
        until(node.store, store -> store.count(Operation.LEASE) == 2);
        fail.countDown();
        assertThat(result(leader)).isEqualTo("old");
        assertThat(result(joined)).isEqualTo("old");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void whoWaitedForAnotherProcessIsServedTheExpiredValueToo() {
        expireOne();
        TestNode other = node.other();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        FutureTask<@Nullable String> leader = started(() -> other.get("k", () -> {
            loading.countDown();
            await(fail);
            return failing();
        }));
        await(loading);
        FutureTask<@Nullable String> waiter = started(() -> node.get("k", this::failing));
        until(node.store, store -> store.count(Operation.LEASE) == 1);
        fail.countDown();
        assertThat(result(leader)).isEqualTo("old");
        assertThat(result(waiter)).isEqualTo("old");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void whoHasWaitedTooLongIsServedTheExpiredValue() {
        TestNode impatient = TestNode.with(options -> options.with(CacheSetting.STALE_ON_ERROR, HOUR, "test")
                .with(CacheSetting.MAX_WAIT, Duration.ofMillis(20), "test"));
        impatient.put("k", "old");
        impatient.time.advance(TestNode.TTL.duration().plus(A_BIT));
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> leader = started(() -> impatient.get("k", () -> {
            loading.countDown();
            await(go);
            return "new";
        }));
        await(loading);
        assertThat(impatient.get("k", () -> "own")).isEqualTo("old");
        assertThat(impatient.events.all()).contains("stale max-wait");
        go.countDown();
        assertThat(result(leader)).isEqualTo("new");
    }

    @Test
    void aResultThatIsNotToBeStoredEndsTheExpiredValue() {
        expireOne();
        Load<@Nullable String> vetoed =
                Load.<@Nullable String>of(node.region, () -> "new").storedFor(any -> Optional.empty());
        assertThat(outcome(node.strategies.reader().get(node.region, node.key("k"), vetoed, Caller.BLOCKING)))
                .isEqualTo("new");
        assertThat(failureOf(node.stage("k", this::failing, Caller.BLOCKING))).hasMessage("database");
    }

    @Test
    void withoutALoaderAnExpiredValueIsNotFound() {
        expireOne();
        assertThat(node.find("k")).isEmpty();
    }

    @Test
    void whereTheStoreFailsDuringTheLoadTheValueThatWasFoundIsServed() {
        expireOne();
        String served = node.get("k", () -> {
            node.store.breakDown();
            return failing();
        });
        assertThat(served).isEqualTo("old");
    }

    @Test
    void anExpiredValueThatCannotBeReadHidesNothing() {
        node.put("k", TextCodec.UNREADABLE);
        node.time.advance(TestNode.TTL.duration().plus(A_BIT));
        assertThat(failureOf(node.stage("k", this::failing, Caller.BLOCKING))).hasMessage("database");
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
    }
}
