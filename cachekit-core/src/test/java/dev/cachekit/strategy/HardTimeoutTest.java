package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.started;
import static dev.cachekit.strategy.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.LoadTimeoutException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.spi.TransactionScope.Outcome;
import dev.cachekit.strategy.CacheReaderTest.How;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HardTimeoutTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final TestNode node = TestNode.with(options -> options.with(CacheSetting.HARD_TIMEOUT, LIMIT, "test"));
    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    private String slow() {
        loading.countDown();
        await(go);
        return "slow";
    }

    @ParameterizedTest
    @EnumSource
    void theCallerFailsAndTheLoadGoesOnAndFills(How how) {
        FutureTask<Throwable> caller = started(() -> failureOf(node.stage("k", this::slow, how.caller)));
        await(loading);
        assertThat(node.resultAfter(LIMIT, caller)).isInstanceOf(LoadTimeoutException.class);
        go.countDown();
        until(node, some -> some.stored("k") instanceof Lookup.Hit);
        assertThat(node.find("k")).contains("slow");
    }

    @Test
    void aLoadThatEndsInTimeIsServed() {
        assertThat(node.get("k", () -> "quick")).isEqualTo("quick");
        assertThat(node.find("k")).contains("quick");
        until(node.time, time -> time.pendingTasks() == 0);
    }

    @Test
    void aFailureInTimePassesUnchanged() {
        IOException failure = new IOException("database");
        assertThat(failureOf(node.stage(
                        "k",
                        () -> {
                            throw failure;
                        },
                        Caller.BLOCKING)))
                .isSameAs(failure);
    }

    @Test
    void whoWaitsForTheLoadOfAnotherFailsAtTheSameAge() {
        FutureTask<Throwable> leader = started(() -> failureOf(node.stage("k", this::slow, Caller.BLOCKING)));
        await(loading);
        FutureTask<Throwable> joined = started(() -> failureOf(node.stage("k", () -> "own", Caller.BLOCKING)));
        node.untilJoined("k", 1);
        assertThat(node.resultAfter(LIMIT, leader)).isInstanceOf(LoadTimeoutException.class);
        assertThat(node.resultAfter(LIMIT, joined)).isInstanceOf(LoadTimeoutException.class);
        go.countDown();
    }

    @Test
    void anInvalidationDuringTheLateLoadKeepsItOutOfTheCache() {
        FutureTask<Throwable> caller = started(() -> failureOf(node.stage("k", this::slow, Caller.BLOCKING)));
        await(loading);
        node.resultAfter(LIMIT, caller);
        node.invalidate("k");
        go.countDown();
        until(node.events, events -> events.count("refused invalidated") == 1);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void withinATransactionTheLoadStaysOnItsThread() {
        AtomicReference<@Nullable Thread> loader = new AtomicReference<>();
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);
        node.in(
                transaction,
                () -> node.get("k", () -> {
                    loader.set(Thread.currentThread());
                    return "v";
                }));
        assertThat(loader).hasValue(Thread.currentThread());
        transaction.end(Outcome.COMMITTED);
        assertThat(node.find("k")).contains("v");
    }

    @Test
    void withoutRoomForTheLoadTheCallerFailsAtOnce() {
        node.background.fill();
        assertThat(failureOf(node.stage("k", () -> "v", Caller.BLOCKING))).isInstanceOf(LoadTimeoutException.class);
        assertThat(node.events.all()).contains("skipped time-limit");
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aLoadWithinALoadStaysOnTheThreadOfTheOuterOne() {
        AtomicReference<@Nullable Thread> outer = new AtomicReference<>();
        AtomicReference<@Nullable Thread> inner = new AtomicReference<>();
        node.get("a", () -> {
            outer.set(Thread.currentThread());
            return node.get("b", () -> {
                inner.set(Thread.currentThread());
                return "v";
            });
        });
        assertThat(inner.get()).isSameAs(outer.get());
    }

    @Test
    void withoutTheStoreTheLimitHoldsAsWell() {
        node.store.breakDown();
        FutureTask<Throwable> caller = started(() -> failureOf(node.stage("k", this::slow, Caller.BLOCKING)));
        await(loading);
        assertThat(node.resultAfter(LIMIT, caller)).isInstanceOf(LoadTimeoutException.class);
        go.countDown();
    }

    @Test
    void aReadOfSeveralKeysFailsAndItsLoadFills() {
        FutureTask<Throwable> caller = started(() -> failureOf(node.strategies
                .reader()
                .bulk(node.region, List.of(node.key("k")), Caller.BLOCKING)
                .load(missing -> Stages.computed(() -> Map.of(node.key("k"), slow())))));
        await(loading);
        assertThat(node.resultAfter(LIMIT, caller)).isInstanceOf(LoadTimeoutException.class);
        go.countDown();
        until(node, some -> some.stored("k") instanceof Lookup.Hit);
        assertThat(node.store.count(Operation.FILL)).isEqualTo(1);
        assertThat(outcome(node.stage("k", () -> "other", Caller.BLOCKING))).isEqualTo("slow");
    }
}
