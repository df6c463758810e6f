package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.contract.Sample;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.strategy.CacheReaderTest.How;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads of a cache in which the last reads have found nothing: they mean the same, and spare the look-up. */
class LikelyMissTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestNode node = TestNode.with(options -> options.with(CacheSetting.STALE_ON_ERROR, HOUR, "test"));
    private int before;

    @BeforeEach
    void missOften() {
        missingOften(node);
        before = node.events.all().size();
    }

    private static TestNode missingOften(TestNode node) {
        for (int miss = 0; miss < MissStreak.LONG; miss++) {
            node.get("missed" + miss, () -> "v");
        }
        assertThat(node.store.count(Operation.FIND)).isEqualTo(MissStreak.LONG);
        node.store.resetCounts();
        return node;
    }

    private List<String> events() {
        return node.events.all().subList(before, node.events.all().size());
    }

    private void assertAsked(long finds, long leases) {
        assertThat(List.of(node.store.count(Operation.FIND), node.store.count(Operation.LEASE)))
                .containsExactly(finds, leases);
    }

    private static @Nullable String failing() {
        throw new IllegalStateException("database");
    }

    private static @Nullable String unexpected() {
        throw new AssertionError("loaded");
    }

    @ParameterizedTest
    @EnumSource
    void aMissAsksForTheLeaseAtOnce(How how) {
        assertThat(outcome(node.stage("k", () -> "v", how.caller))).isEqualTo("v");
        assertThat(node.find("k")).contains("v");
        assertThat(events()).startsWith("miss", "load", "put");
        assertAsked(1, 1); // the look-up is that of this test
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatIsThereIsAHit(How how) {
        node.put("k", "v");
        before = node.events.all().size();
        assertThat(outcome(node.stage("k", LikelyMissTest::unexpected, how.caller)))
                .isEqualTo("v");
        assertThat(events()).containsExactly("hit");
        assertAsked(0, 1);
    }

    @Test
    void afterAHitReadsLookUpAgain() {
        node.put("k", "v");
        node.get("k", LikelyMissTest::unexpected);
        node.store.resetCounts();
        assertThat(node.get("k", LikelyMissTest::unexpected)).isEqualTo("v");
        assertAsked(1, 0);
        node.get("other", () -> "v");
        assertAsked(2, 1);
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredValueStandsInForAFailedLoad(How how) {
        node.put("k", "old");
        node.time.advance(TestNode.TTL.duration().plusMillis(1));
        assertThat(outcome(node.stage("k", LikelyMissTest::failing, how.caller)))
                .isEqualTo("old");
        assertThat(events()).contains("miss", "failed load", "stale error", "hidden failure");
        assertAsked(1, 2); // what stands in is looked up once more
    }

    @Test
    void aFailedLoadPassesWhereNothingStandsIn() {
        assertThat(failureOf(node.stage("k", LikelyMissTest::failing, Caller.BLOCKING)))
                .hasMessage("database");
        assertThat(events()).containsExactly("miss", "failed load");
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void aValueThatCannotBeReadIsReplaced() {
        node.put("k", TextCodec.UNREADABLE);
        before = node.events.all().size();
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
        assertThat(events()).containsExactly("unreadable", "miss", "load", "put");
        assertThat(node.find("k")).contains("new");
    }

    @Test
    void aLoadUnderWayIsJoined() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        FutureTask<@Nullable String> first = started(() -> node.get("k", () -> {
            loading.countDown();
            await(end);
            return "v";
        }));
        await(loading);
        FutureTask<@Nullable String> second = started(() -> node.get("k", LikelyMissTest::unexpected));
        node.untilJoined("k", 1);
        end.countDown();
        assertThat(result(first)).isEqualTo("v");
        assertThat(result(second)).isEqualTo("v");
        assertAsked(0, 2);
    }

    @Test
    void anInvalidationDuringTheLoadKeepsTheValueOut() {
        String loaded = node.get("k", () -> {
            node.invalidate("k");
            return "old";
        });
        assertThat(loaded).isEqualTo("old");
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aTransactionThatMayNotStoreAsksForNoLease() {
        node.put("k", "v");
        assertThat(node.<String>in(
                        new TestTransaction(FillRule.NEVER), () -> node.get("k", LikelyMissTest::unexpected)))
                .isEqualTo("v");
        assertAsked(1, 0);
    }

    @Test
    void whatTheTransactionHasTouchedIsNotAskedFor() {
        node.put("k", "old");
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);
        transaction.touch(List.of(node.key("k")));
        assertThat(node.<String>in(transaction, () -> node.get("k", () -> "own")))
                .isEqualTo("own");
        assertAsked(0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnAnswerItLoadsAndTheNextReadLooksUp(How how) {
        node.store.next(Operation.LEASE, new Fault.LoseAnswer());
        assertThat(outcome(node.stage("k", () -> "v", how.caller))).isEqualTo("v");
        assertThat(events()).contains("miss", "load");
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        node.get("other", () -> "v");
        assertThat(node.store.count(Operation.FIND)).isOne();
    }

    @Test
    void aLeaseGrantedTooLateIsGivenBack() {
        node.store.next(Operation.LEASE, new Fault.Hang());
        node.get("k", () -> "v");
        node.store.releaseHanging();
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @ParameterizedTest
    @EnumSource
    void theTimeOfALoadBeginsWhenTheStoreHasNotAnswered(How how) {
        Duration limit = Duration.ofSeconds(2);
        TestNode limited =
                missingOften(TestNode.with(options -> options.with(CacheSetting.HARD_TIMEOUT, limit, "test")));
        limited.store.next(Operation.LEASE, new Fault.Hang());
        FutureTask<@Nullable String> caller = started(() -> outcome(limited.stage("k", () -> "v", how.caller)));
        TestNode.until(limited.store, store -> store.count(Operation.LEASE) == 1);
        limited.time.advance(limit);
        assertThat(result(caller)).isEqualTo("v");
    }

    @Test
    void theLoadOfAnotherProcessIsAwaited() {
        TestNode other = node.other();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        FutureTask<@Nullable String> leader = started(() -> other.get("k", () -> {
            loading.countDown();
            await(end);
            return "theirs";
        }));
        await(loading);
        FutureTask<@Nullable String> waiter = started(() -> node.get("k", LikelyMissTest::unexpected));
        TestNode.until(node.store, store -> store.count(Operation.LEASE) == 1);
        end.countDown();
        assertThat(result(leader)).isEqualTo("theirs");
        assertThat(result(waiter)).isEqualTo("theirs");
        assertThat(events()).containsExactly("miss", "wait");
    }

    @Test
    void behindAWriteItLoadsAndStoresNothing() {
        node.store.fence(node.key("k"), Sample.token(), Duration.ofSeconds(10));
        assertThat(node.get("k", () -> "v")).isEqualTo("v");
        assertThat(node.stored("k")).isInstanceOf(Lookup.Fenced.class);
    }

    @ParameterizedTest
    @EnumSource
    void aCachedNullIsAHit(How how) {
        node.get("k", () -> null);
        node.store.resetCounts();
        assertThat(outcome(node.stage("k", LikelyMissTest::unexpected, how.caller)))
                .isNull();
        assertAsked(0, 1);
    }

    @Test
    void aLoadMayReadItsOwnKeyAndOthers() {
        String loaded = node.get("k", () -> node.get("k", () -> "inner") + node.get("other", () -> " other"));
        assertThat(loaded).isEqualTo("inner other");
    }

    @Test
    void loadsWithTagsLookUp() {
        Load<@Nullable String> load =
                Load.<@Nullable String>of(node.region, () -> "v").taggedBy(value -> List.of("t"));
        outcome(node.strategies.reader().get(node.region, node.key("k"), load, Caller.BLOCKING));
        assertAsked(1, 1);
    }

    @Test
    void aNearCacheKeepsWhatIsGivenInsteadOfTheLease() {
        TestNode near = missingOften(TestNode.withNear());
        near.other().put("k", "v");
        assertThat(near.get("k", LikelyMissTest::unexpected)).isEqualTo("v");
        assertThat(near.get("k", LikelyMissTest::unexpected)).isEqualTo("v");
        assertThat(near.events.all()).endsWith("hit", "near hit");
    }

    @Test
    void aRefreshReplacesWhatIsThereAndTheNextLooksUp() {
        node.put("k", "old");
        assertThat(refreshed()).isEqualTo("new");
        assertAsked(0, 2);
        assertThat(refreshed()).isEqualTo("new");
        assertAsked(1, 3);
    }

    private @Nullable String refreshed() {
        Load<@Nullable String> load = Load.of(node.region, () -> "new");
        return outcome(node.strategies.reader().refresh(node.region, node.key("k"), load, Caller.BLOCKING));
    }
}
