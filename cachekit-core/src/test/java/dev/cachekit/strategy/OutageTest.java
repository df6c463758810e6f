package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.call.Caller;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.spi.Lookup;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers notice of a store that fails or hangs: slowness for the length of the deadline, and nothing else. */
class OutageTest {

    private final TestNode node = TestNode.create();

    static Stream<Arguments> faults() {
        return Stream.of(Operation.FIND, Operation.LEASE, Operation.FILL)
                .flatMap(operation -> Stream.of(new Fault.Fail(), new Fault.LoseAnswer(), new Fault.Hang())
                        .flatMap(fault -> Stream.of(CacheReaderTest.How.values())
                                .map(how -> Arguments.of(operation, fault, how))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aReadReturnsWhatItLoads(Operation operation, Fault fault, CacheReaderTest.How how) {
        node.store.next(operation, fault);
        long start = System.nanoTime();
        assertThat(outcome(node.stage("k", () -> "v", how.caller))).isEqualTo("v");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TestNode.DEADLINE.plusSeconds(2));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theNextReadFindsAStoreThatWorks(Operation operation, Fault fault, CacheReaderTest.How how) {
        node.store.next(operation, fault);
        outcome(node.stage("k", () -> "v", how.caller));
        node.store.releaseHanging();
        assertThat(outcome(node.stage("k", () -> "v", how.caller))).isEqualTo("v");
        assertThat(node.stored("k")).isInstanceOf(Lookup.Hit.class);
    }

    @Test
    void aLeaseGrantedTooLateIsGivenBack() {
        node.store.next(Operation.LEASE, new Fault.Hang());
        node.get("k", () -> "v");
        node.store.releaseHanging();
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aLeaseWhoseAnswerWasLostIsGivenBack() {
        node.store.next(Operation.LEASE, new Fault.LoseAnswer());
        node.get("k", () -> "v");
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void oneOutageCostsACallOneDeadline() {
        node.store.freeze();
        long start = System.nanoTime();
        assertThat(node.get("k", () -> "v")).isEqualTo("v");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TestNode.DEADLINE.multipliedBy(3));
    }

    @Test
    void aFailureOfTheLoaderReachesTheCallerDuringAnOutage() {
        IllegalStateException failure = new IllegalStateException("database");
        node.store.breakDown();
        assertThat(failureOf(node.stage(
                        "k",
                        () -> {
                            throw failure;
                        },
                        Caller.BLOCKING)))
                .isSameAs(failure);
    }

    @ParameterizedTest
    @EnumSource
    void readsWithoutALoaderFindNothing(CacheReaderTest.How how) {
        node.put("k", "v");
        node.store.breakDown();
        assertThat(outcome(node.strategies.reader().find(node.region, node.key("k"), how.caller)))
                .isEmpty();
    }

    @Test
    void aKeyWhoseInvalidationIsPendingIsNotReadHere() {
        node.put("k", "old");
        node.store.breakDown();
        assertThat(node.invalidate("k")).isFalse();
        node.store.recover();
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
        assertThat(node.find("k")).isEmpty();
        assertThat(node.find("other")).isEmpty();
    }

    @Test
    void pendingInvalidationsAreReplayedWhenTheStoreIsBack() {
        node.put("k", "old");
        node.store.breakDown();
        node.invalidate("k");
        node.time.advance(Duration.ofSeconds(10));
        assertThat(node.strategies.invalidator().pendingCount()).isEqualTo(1);
        assertThat(node.stored("k")).isInstanceOf(Lookup.Hit.class);
        node.store.recover();
        node.time.advance(Duration.ofSeconds(2));
        assertThat(node.strategies.invalidator().pendingCount()).isZero();
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
        assertThat(node.find("k")).contains("new");
    }

    @Test
    void aPutThatFailsLeavesNoOlderValueToRead() {
        node.put("k", "old");
        node.store.next(Operation.PUT, new Fault.Fail());
        node.put("k", "new");
        assertThat(node.find("k")).isEmpty();
        node.time.advance(Duration.ofSeconds(1));
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aPutIfAbsentThatFailsSaysSo() {
        node.store.breakDown();
        assertThat(failureOf(node.strategies
                        .writer()
                        .putIfAbsent(node.region, node.key("k"), "v", TestNode.TTL, Caller.BLOCKING)))
                .isInstanceOf(BackendUnavailableException.class);
    }

    @Test
    void waitersAreNotKeptByALookThatHangs() {
        TestNode other = node.other();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> leader = started(() -> other.get("k", () -> {
            loading.countDown();
            await(go);
            return "v";
        }));
        await(loading);
        FutureTask<@Nullable String> waiter = started(() -> node.get("k", () -> "own"));
        TestNode.until(node.store, store -> store.count(Operation.LEASE) == 1);
        node.store.freeze();
        go.countDown();
        assertThat(result(leader)).isEqualTo("v");
        assertThat(result(waiter)).isEqualTo("own");
    }
}
