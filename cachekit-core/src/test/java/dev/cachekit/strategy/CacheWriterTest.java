package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.spi.TransactionScope.Outcome;
import dev.cachekit.spi.ValueTooLargeException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CacheWriterTest {

    private final TestNode node = TestNode.create();
    private final CacheWriter writer = node.strategies.writer();

    private CompletionStage<@Nullable String> write(Callable<@Nullable String> write, Caller caller) {
        return writer.write(node.region, node.key("k"), () -> Stages.computed(write), caller);
    }

    private PendingWrite<@Nullable String> begun() {
        return outcome(writer.begin(node.region, node.key("k"), Caller.BLOCKING));
    }

    private PendingWrite<@Nullable String> begunWithoutKey() {
        return outcome(writer.begin(node.region, Caller.BLOCKING));
    }

    private Settlement.Outcome store(PendingWrite<@Nullable String> write, String value, @Nullable Long version) {
        return outcome(write.store(node.key("k"), value, version, TestNode.TTL, Caller.BLOCKING));
    }

    @ParameterizedTest
    @EnumSource
    void aWriteStoresWhatItReturns(CacheReaderTest.How how) {
        assertThat(outcome(write(() -> "v", how.caller))).isEqualTo("v");
        assertThat(node.find("k")).contains("v");
    }

    @ParameterizedTest
    @EnumSource
    void aWriteThatFailsStoresNothing(CacheReaderTest.How how) {
        IllegalStateException failure = new IllegalStateException("constraint");
        node.put("k", "old");
        assertThat(failureOf(write(
                        () -> {
                            throw failure;
                        },
                        how.caller)))
                .isSameAs(failure);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void duringAWriteTheOldValueIsNotReadAndNothingIsStored() {
        node.put("k", "old");
        outcome(write(
                () -> {
                    assertThat(node.get("k", () -> "read meanwhile")).isEqualTo("read meanwhile");
                    assertThat(node.stored("k")).isEqualTo(new Lookup.Fenced());
                    return "new";
                },
                Caller.BLOCKING));
        assertThat(node.find("k")).contains("new");
    }

    @Test
    void twoWritersThatOverlapLeaveNoValue() {
        PendingWrite<@Nullable String> first = begun();
        PendingWrite<@Nullable String> second = begun();
        assertThat(store(second, "2", null)).isEqualTo(Settlement.Outcome.INVALIDATED);
        assertThat(store(first, "1", null)).isEqualTo(Settlement.Outcome.INVALIDATED);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aHigherVersionStays() {
        assertThat(store(begunWithoutKey(), "2", 2L)).isEqualTo(Settlement.Outcome.STORED);
        assertThat(store(begunWithoutKey(), "1", 1L)).isEqualTo(Settlement.Outcome.KEPT_NEWER);
        assertThat(node.find("k")).contains("2");
    }

    @Test
    void aWriteWithoutKeyStoresNothingIfAnotherWriteCameBetween() {
        PendingWrite<@Nullable String> pending = begunWithoutKey();
        node.invalidate("k");
        assertThat(store(pending, "v", null)).isEqualTo(Settlement.Outcome.INVALIDATED);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aWriteThatTookLongerThanItsWindowStoresNothing() {
        PendingWrite<@Nullable String> pending = begun();
        node.time.advance(CacheWriter.LONGEST_WRITE.plusSeconds(1));
        assertThat(store(pending, "v", null)).isEqualTo(Settlement.Outcome.INVALIDATED);
    }

    @Test
    void aWriteThatCouldNotAnnounceItselfStoresNothing() {
        node.store.next(Operation.FENCE, new Fault.Fail());
        outcome(write(() -> "v", Caller.BLOCKING));
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @ParameterizedTest
    @EnumSource
    void aWriteThatCannotBeSettledBecomesAPendingInvalidation(CacheReaderTest.How how) {
        node.store.next(Operation.SETTLE, new Fault.Fail());
        assertThat(outcome(write(() -> "v", how.caller))).isEqualTo("v");
        assertThat(node.strategies.invalidator().pendingCount()).isEqualTo(1);
        assertThat(node.find("k")).isEmpty();
        node.time.advance(Duration.ofSeconds(1));
        assertThat(node.strategies.invalidator().pendingCount()).isZero();
    }

    @Test
    void aWrittenValueThatCannotBeEncodedLeavesNoOlderOne() {
        node.put("k", "old");
        for (String value : new String[] {TextCodec.TOO_LARGE, TextCodec.BREAKS_ENCODING}) {
            assertThat(outcome(write(() -> value, Caller.BLOCKING))).isEqualTo(value);
            assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        }
    }

    @Test
    void aPutThatCannotBeEncodedSaysSoAndLeavesNoOlderValue() {
        node.put("k", "old");
        assertThat(failureOf(
                        writer.put(node.region, node.key("k"), TextCodec.TOO_LARGE, TestNode.TTL, Caller.BLOCKING)))
                .isInstanceOf(ValueTooLargeException.class);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aWriteInATransactionIsStoredAfterTheCommit() {
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);
        node.in(transaction, () -> outcome(write(() -> "v", Caller.BLOCKING)));
        assertThat(node.stored("k")).isEqualTo(new Lookup.Fenced());
        assertThat(transaction.hasTouched(node.key("k"))).isTrue();
        transaction.end(Outcome.COMMITTED);
        assertThat(node.find("k")).contains("v");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMMITTED")
    void aWriteThatIsNotCommittedStoresNothing(Outcome outcome) {
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);
        node.in(transaction, () -> outcome(write(() -> "v", Caller.BLOCKING)));
        transaction.end(outcome);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aWriteThatFailsInATransactionKeepsItsFenceUntilTheEnd() {
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);
        node.in(
                transaction,
                () -> failureOf(write(
                        () -> {
                            throw new IllegalStateException("half done");
                        },
                        Caller.BLOCKING)));
        assertThat(node.stored("k")).isEqualTo(new Lookup.Fenced());
        transaction.end(Outcome.COMMITTED);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aPutInATransactionIsStoredAfterTheCommit() {
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);
        node.in(transaction, () -> {
            node.put("k", "v");
            return "put";
        });
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        transaction.end(Outcome.COMMITTED);
        assertThat(node.find("k")).contains("v");
    }

    @Test
    void aPutThatIsRolledBackChangesNothing() {
        node.put("k", "old");
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);
        node.in(transaction, () -> {
            node.put("k", "new");
            return "put";
        });
        transaction.end(Outcome.ROLLED_BACK);
        assertThat(node.find("k")).contains("old");
    }

    @Test
    void aPutWhereNothingIsCountsOnlyIfItStores() {
        assertThat(putIfAbsent("first")).isTrue();
        assertThat(putIfAbsent("second")).isFalse();
        assertThat(node.events.count("put")).isEqualTo(1);
    }

    private boolean putIfAbsent(String value) {
        return outcome(
                node.strategies.writer().putIfAbsent(node.region, node.key("k"), value, TestNode.TTL, Caller.BLOCKING));
    }
}
