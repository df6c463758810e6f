package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Ttl;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.contract.LossyBackplane.Messages;
import dev.cachekit.near.LaneWatch;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reads, writes and removals with a near cache in front of the store. */
class NearReadTest {

    private final TestNode node = TestNode.withNear();
    private final TestNode other = node.other();
    private final AtomicInteger loads = new AtomicInteger();

    private @Nullable String read(TestNode from) {
        return from.get("k", () -> "v" + loads.incrementAndGet());
    }

    @Test
    void aValueIsReadFromTheStoreOnceAndThenFromThisProcess() {
        other.put("k", "v");
        node.find("k");
        node.store.resetCounts();

        assertThat(node.find("k")).contains("v");
        assertThat(read(node)).isEqualTo("v");
        assertThat(node.store.count(Operation.FIND)).isZero();
        assertThat(node.events.all()).containsSubsequence("hit", "near hit", "near hit");
    }

    @Test
    void whoLoadsAValueKeepsIt() {
        read(node);
        node.store.resetCounts();

        assertThat(read(node)).isEqualTo("v1");
        assertThat(node.store.count(Operation.FIND)).isZero();
    }

    @Test
    void aCachedNullIsKeptAsWell() {
        node.get("k", () -> null);
        node.store.resetCounts();

        assertThat(node.get("k", () -> "not null")).isNull();
        assertThat(node.store.count(Operation.FIND)).isZero();
    }

    @Test
    void aReadOfSeveralKeysAsksTheStoreOnlyForThoseNotKept() {
        read(node);
        node.store.resetCounts();

        Map<?, ?> found = outcome(node.strategies
                .reader()
                .bulk(node.region, List.of(node.key("k")), Caller.BLOCKING)
                .find());

        assertThat(found).hasSize(1);
        assertThat(node.store.count(Operation.FIND_ALL)).isZero();
        assertThat(node.events.count("near hit")).isEqualTo(1);
    }

    @Test
    void aReadOfSeveralKeysKeepsWhatItFindsAndLoads() {
        other.put("a", "stored");
        outcome(node.strategies
                .reader()
                .bulk(node.region, List.of(node.key("a"), node.key("b")), Caller.BLOCKING)
                .load(missing -> Stages.computed(() -> Map.of(node.key("b"), "loaded"))));
        node.store.resetCounts();

        assertThat(node.find("a")).contains("stored");
        assertThat(node.find("b")).contains("loaded");
        assertThat(node.store.count(Operation.FIND)).isZero();
    }

    @Test
    void whatThisProcessRemovesIsGoneAtOnce() {
        read(node);
        node.link.messages(Messages.DROP);

        node.invalidate("k");

        assertThat(node.find("k")).isEmpty();
    }

    @Test
    void whatThisProcessRemovesWithoutAnAnswerIsGoneAtOnce() {
        read(node);
        node.store.breakDown();

        node.invalidate("k");

        assertThat(node.find("k")).isEmpty();
        assertThat(node.region.isNear(node.key("k"))).isFalse();
    }

    @Test
    void whatAnotherProcessRemovesIsGoneWithItsMessage() {
        read(node);

        other.invalidate("k");

        assertThat(node.find("k")).isEmpty();
    }

    @Test
    void whatAnotherProcessRemovesIsGoneWithinTheBoundIfTheMessageIsLost() {
        read(node);
        node.link.messages(Messages.DROP);
        other.invalidate("k");
        assertThat(node.find("k")).contains("v1");

        node.time.advance(LaneWatch.BOUND);

        assertThat(node.find("k")).isEmpty();
    }

    @Test
    void whatAnotherProcessPutsTakesTheOldValuesPlace() {
        read(node);

        other.put("k", "newer");

        assertThat(node.find("k")).contains("newer");
    }

    @Test
    void whatThisProcessPutsTakesTheOldValuesPlace() {
        read(node);
        node.link.messages(Messages.DROP);

        node.put("k", "newer");

        assertThat(node.find("k")).contains("newer");
    }

    @Test
    void aPutThatDoesNotReachTheStoreEndsTheOldValue() {
        read(node);
        node.store.breakDown();

        node.put("k", "newer");

        assertThat(node.region.isNear(node.key("k"))).isFalse();
    }

    @Test
    void aWriteEndsTheOldValueWhenItBeginsAndWhenItIsSettled() {
        read(node);
        node.link.messages(Messages.DROP);
        var write = outcome(node.strategies.writer().begin(node.region, node.key("k"), Caller.BLOCKING));
        assertThat(node.region.isNear(node.key("k"))).isFalse();

        outcome(write.store(node.key("k"), "written", null, TestNode.TTL, Caller.BLOCKING));

        assertThat(node.find("k")).contains("written");
    }

    @Test
    void aRemovalInTwoPhasesEndsTheOldValueBeforeTheCommit() {
        read(node);
        node.link.messages(Messages.DROP);

        outcome(node.strategies.announcer().announce(node.region.space(), List.of(node.key("k")), Caller.BLOCKING));

        assertThat(node.region.isNear(node.key("k"))).isFalse();
    }

    @Test
    void removingByPatternOrAllRemovesTheWholeCacheHere() {
        for (Removal removal :
                List.of(new Removal.Pattern(node.region.space(), "x*"), new Removal.Clear(node.region.space()))) {
            read(node);
            assertThat(node.region.isNear(node.key("k"))).isTrue();

            outcome(node.strategies.invalidator().remove(node.region.space(), removal, Caller.BLOCKING));

            assertThat(node.region.isNear(node.key("k"))).isFalse();
        }
    }

    @Test
    void aRefreshIsNotAnsweredFromThisProcess() {
        read(node);

        String fresh = outcome(node.strategies
                .reader()
                .refresh(node.region, node.key("k"), Load.of(node.region, () -> "fresh"), Caller.BLOCKING));

        assertThat(fresh).isEqualTo("fresh");
        assertThat(node.find("k")).contains("fresh");
    }

    @Test
    void aValueFoundBeforeARemovalIsNotKeptAfterIt() throws Exception {
        other.put("k", "old");
        CountDownLatch found = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TestNode slow = TestNode.with(
                options -> options.with(CacheSetting.NEAR_ENABLED, true, "test"),
                store -> Pausing.afterFind(store, found, goOn));
        slow.put("k", "old");
        FutureTask<Optional<String>> reader = started(() -> slow.find("k"));
        TestNode.await(found);

        slow.invalidate("k");
        goOn.countDown();

        assertThat(result(reader)).contains("old");
        assertThat(slow.region.isNear(slow.key("k"))).isFalse();
    }

    @Test
    void aValueFoundBeforeARemovalThatIsPendingIsNotKeptAfterIt() throws Exception {
        CountDownLatch found = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TestNode slow = TestNode.with(
                options -> options.with(CacheSetting.NEAR_ENABLED, true, "test"),
                store -> Pausing.afterFind(store, found, goOn));
        slow.put("k", "old");
        FutureTask<Optional<String>> reader = started(() -> slow.find("k"));
        TestNode.await(found);

        slow.store.breakDown();
        slow.invalidate("k");
        goOn.countDown();

        assertThat(result(reader)).contains("old");
        assertThat(slow.region.isNear(slow.key("k"))).isFalse();
    }

    @Test
    void aTransactionReadsKeptValuesOnlyOfKeysItHasNotTouched() {
        read(node);
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);

        node.in(transaction, () -> {
            assertThat(node.find("k")).contains("v1");
            node.invalidate("k");
            assertThat(read(node)).isEqualTo("v2");
            return null;
        });

        assertThat(node.region.isNear(node.key("k"))).as("until the commit").isTrue();
        transaction.end(Outcome.COMMITTED);
        assertThat(node.region.isNear(node.key("k"))).isFalse();
    }

    @Test
    void whatATransactionLoadsForItselfIsNotKept() {
        TestTransaction transaction = new TestTransaction(FillRule.NEVER);

        node.in(transaction, () -> read(node));

        assertThat(node.region.isNear(node.key("k"))).isFalse();
    }

    @Test
    void aValueIsKeptNoLongerThanItLivesInTheStore() {
        outcome(node.strategies
                .reader()
                .get(
                        node.region,
                        node.key("k"),
                        Load.of(node.region, () -> "v").storedFor(value -> Optional.of(Ttl.of(Duration.ofSeconds(1)))),
                        Caller.BLOCKING));
        assertThat(node.region.isNear(node.key("k"))).isTrue();

        node.time.advance(Duration.ofSeconds(1));

        assertThat(node.region.isNear(node.key("k"))).isFalse();
    }

    @Test
    void aValueThatIsNotToBeStoredIsNotKept() {
        outcome(node.strategies
                .reader()
                .get(
                        node.region,
                        node.key("k"),
                        Load.of(node.region, () -> "v").storedFor(value -> Optional.empty()),
                        Caller.BLOCKING));

        assertThat(node.region.isNear(node.key("k"))).isFalse();
    }

    @Test
    void aFillThatTheStoreRefusesIsNotKept() {
        node.get("k", () -> {
            other.invalidate("k");
            return "older than the removal";
        });

        assertThat(node.region.isNear(node.key("k"))).isFalse();
    }

    @Test
    void hitsOnKeptValuesEndWhereEveryHitTriggersAReload() {
        TestNode early = TestNode.with(options ->
                options.with(CacheSetting.NEAR_ENABLED, true, "test").with(CacheSetting.REFRESH_AHEAD, 0.5, "test"));
        outcome(early.strategies
                .reader()
                .get(
                        early.region,
                        early.key("k"),
                        Load.of(early.region, () -> "v")
                                .storedFor(value -> Optional.of(Ttl.of(Duration.ofSeconds(20)))),
                        Caller.BLOCKING));

        early.time.advance(Duration.ofMillis(9_999));
        assertThat(early.region.isNear(early.key("k"))).isTrue();
        early.time.advance(Duration.ofMillis(1));

        assertThat(early.region.isNear(early.key("k"))).isFalse();
    }

    @Test
    void withoutTheStoreAValueIsLoadedOnceWithinTheBound() {
        node.link.cut();
        node.store.breakDown();
        assertThat(read(node)).isEqualTo("v1");

        assertThat(read(node)).isEqualTo("v1");
        node.time.advance(LaneWatch.BOUND);

        assertThat(read(node)).isEqualTo("v2");
    }

    @Test
    void withoutTheStoreTheAgeOfAValueCountsFromTheBeginningOfItsLoad() {
        node.link.cut();
        node.store.breakDown();
        node.get("k", () -> {
            node.time.advance(LaneWatch.BOUND.minusMillis(1));
            return "v";
        });
        assertThat(node.region.isNear(node.key("k"))).isTrue();

        node.time.advance(Duration.ofMillis(1));

        assertThat(node.region.isNear(node.key("k"))).isFalse();
    }

    @Test
    void withoutTheStoreAValueLoadedBeforeARemovalIsNotKept() {
        node.link.cut();
        node.store.breakDown();

        node.get("k", () -> {
            node.invalidate("k");
            return "older than the removal";
        });

        assertThat(node.region.isNear(node.key("k"))).isFalse();
    }

    @Test
    void withoutANearCacheNothingIsKeptWhileTheStoreIsAway() {
        TestNode plain = TestNode.create();
        plain.store.breakDown();

        assertThat(read(plain)).isEqualTo("v1");
        assertThat(read(plain)).isEqualTo("v2");
    }

    @Test
    void whoWaitedForTheLoadOfAnotherProcessKeepsItsValue() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch load = new CountDownLatch(1);
        FutureTask<@Nullable String> leader = started(() -> other.get("k", () -> {
            loading.countDown();
            TestNode.await(load);
            return "v";
        }));
        TestNode.await(loading);
        FutureTask<@Nullable String> waiter = started(() -> read(node));
        TestNode.until(node, some -> some.store.count(Operation.LEASE) == 1);
        load.countDown();

        assertThat(result(leader)).isEqualTo("v");
        assertThat(result(waiter)).isEqualTo("v");
        assertThat(node.region.isNear(node.key("k"))).isTrue();
    }

    @Test
    void invalidatingATagEndsTheKeptValuesThatCarryIt() {
        Load<@Nullable String> tagged = Load.of(node.region, () -> "v").taggedBy(value -> List.of("t"));
        outcome(node.strategies.reader().get(node.region, node.key("k"), tagged, Caller.BLOCKING));
        read(node);
        assertThat(node.region.isNear(node.key("k"))).isTrue();

        outcome(node.strategies
                .invalidator()
                .remove(node.region.space(), new Removal.Tags(node.region.space(), Set.of("t")), Caller.BLOCKING));

        assertThat(node.region.isNear(node.key("k"))).isFalse();
    }
}
