package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static dev.cachekit.strategy.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.LoadTimeoutException;
import dev.cachekit.call.Caller;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.spi.TransactionScope.Outcome;
import dev.cachekit.strategy.CacheReaderTest.How;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoftTimeoutTest {

    private static final Duration SOFT = Duration.ofMillis(200);
    private static final Duration HARD = Duration.ofSeconds(2);

    private final TestNode node =
            TestNode.with(options -> options.with(CacheSetting.STALE_ON_ERROR, Duration.ofHours(1), "test")
                    .with(CacheSetting.SOFT_TIMEOUT, SOFT, "test")
                    .with(CacheSetting.HARD_TIMEOUT, HARD, "test"));
    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    private String slow() {
        loading.countDown();
        await(go);
        return "new";
    }

    /** Leaves a value that has just expired. */
    private void expireOne() {
        node.put("k", "old");
        node.time.advance(TestNode.TTL.duration().plusMillis(1));
    }

    @ParameterizedTest
    @EnumSource
    void theExpiredValueIsServedAndTheLoadGoesOnAndFills(How how) {
        expireOne();
        FutureTask<@Nullable String> caller = started(() -> outcome(node.stage("k", this::slow, how.caller)));
        await(loading);
        assertThat(node.resultAfter(SOFT, caller)).isEqualTo("old");
        assertThat(node.events.all()).contains("stale soft-timeout");
        go.countDown();
        until(node, some -> some.find("k").isPresent());
        assertThat(node.find("k")).contains("new");
    }

    @Test
    void aLoadThatIsQuickEnoughIsServed() {
        expireOne();
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
        until(node.time, time -> time.pendingTasks() == 0);
    }

    @Test
    void withoutAnExpiredValueTheCallerWaitsOn() {
        FutureTask<@Nullable String> caller = started(() -> node.get("k", this::slow));
        await(loading);
        node.time.advance(SOFT.multipliedBy(2));
        assertThat(caller.isDone()).isFalse();
        go.countDown();
        assertThat(result(caller)).isEqualTo("new");
    }

    @Test
    void anExpiredValueThatWasInvalidatedMeanwhileIsNotServed() {
        expireOne();
        FutureTask<Throwable> caller = started(() -> failureOf(node.stage("k", this::slow, Caller.BLOCKING)));
        await(loading);
        node.invalidate("k");
        node.time.advance(SOFT);
        until(node.time, time -> time.pendingTasks() > 0);
        assertThat(node.resultAfter(HARD, caller)).isInstanceOf(LoadTimeoutException.class);
        assertThat(node.events.all()).doesNotContain("stale soft-timeout");
        go.countDown();
    }

    @Test
    void whoWaitsForTheLoadOfAnotherIsServedTheExpiredValueAsWell() {
        expireOne();
        FutureTask<@Nullable String> leader = started(() -> node.get("k", this::slow));
        await(loading);
        FutureTask<@Nullable String> joined = started(() -> node.get("k", () -> "own"));
        until(node.events, events -> events.count("miss") == 2);
        assertThat(node.resultAfter(SOFT, leader)).isEqualTo("old");
        assertThat(node.resultAfter(SOFT, joined)).isEqualTo("old");
        go.countDown();
    }

    @Test
    void theHardLimitIsHiddenBehindTheExpiredValueToo() {
        TestNode hard = TestNode.with(options -> options.with(CacheSetting.STALE_ON_ERROR, Duration.ofHours(1), "test")
                .with(CacheSetting.HARD_TIMEOUT, HARD, "test"));
        hard.put("k", "old");
        hard.time.advance(TestNode.TTL.duration().plusMillis(1));
        FutureTask<@Nullable String> caller = started(() -> hard.get("k", this::slow));
        await(loading);
        assertThat(hard.resultAfter(HARD, caller)).isEqualTo("old");
        assertThat(hard.events.all()).contains("stale hard-timeout");
        go.countDown();
    }

    @Test
    void withinATransactionTheCallerWaitsForItsOwnLoad() {
        expireOne();
        AtomicReference<@Nullable Thread> loader = new AtomicReference<>();
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);
        assertThat(node.in(
                        transaction,
                        () -> node.get("k", () -> {
                            loader.set(Thread.currentThread());
                            node.time.advance(SOFT.multipliedBy(2));
                            return "new";
                        })))
                .isEqualTo("new");
        assertThat(loader).hasValue(Thread.currentThread());
        transaction.end(Outcome.COMMITTED);
    }
}
