package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CacheInvalidatorTest {

    private final TestNode node = TestNode.create();
    private final CacheInvalidator invalidator = node.strategies.invalidator();
    private final TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);

    @ParameterizedTest
    @EnumSource
    void anAcknowledgedInvalidationHasRemovedTheValue(CacheReaderTest.How how) {
        node.put("k", "v");
        assertThat(outcome(
                        invalidator.remove(node.region.space(), new Removal.Keys(List.of(node.key("k"))), how.caller)))
                .isTrue();
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void noKeysNeedNoStore() {
        assertThat(outcome(invalidator.remove(node.region.space(), new Removal.Keys(List.of()), Caller.BLOCKING)))
                .isTrue();
        assertThat(node.store.count(Operation.INVALIDATE)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aPatternRemovesWhatMatches(CacheReaderTest.How how) {
        node.put("user:1", "a");
        node.put("user:2", "b");
        node.put("team:1", "c");
        assertThat(outcome(invalidator.remove(
                        node.region.space(), new Removal.Pattern(node.region.space(), "user:*"), how.caller)))
                .isTrue();
        assertThat(node.find("user:1")).isEmpty();
        assertThat(node.find("user:2")).isEmpty();
        assertThat(node.find("team:1")).contains("c");
    }

    @Test
    void aClearRemovesEverything() {
        node.put("a", "1");
        node.put("b", "2");
        assertThat(outcome(invalidator.remove(
                        node.region.space(), new Removal.Clear(node.region.space()), Caller.BLOCKING)))
                .isTrue();
        assertThat(node.find("a")).isEmpty();
        assertThat(node.find("b")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ROLLED_BACK")
    void inATransactionTheRemovalFollowsItsEnd(Outcome outcome) {
        node.put("k", "v");
        assertThat(node.<Boolean>in(transaction, () -> node.invalidate("k"))).isFalse();
        assertThat(node.find("k")).contains("v");
        transaction.end(outcome);
        assertThat(node.find("k")).isEmpty();
    }

    @Test
    void aRollbackKeepsTheValue() {
        node.put("k", "v");
        node.in(transaction, () -> node.invalidate("k"));
        transaction.end(Outcome.ROLLED_BACK);
        assertThat(node.find("k")).contains("v");
    }

    @Test
    void theTransactionItselfNoLongerReadsWhatItInvalidated() {
        node.put("k", "v");
        assertThat(node.in(transaction, () -> {
                    node.invalidate("k");
                    return node.find("k");
                }))
                .isEmpty();
    }

    @Test
    void aPatternInATransactionTouchesItsWholeCache() {
        node.put("k", "v");
        node.in(
                transaction,
                () -> outcome(invalidator.remove(
                        node.region.space(), new Removal.Pattern(node.region.space(), "x*"), Caller.BLOCKING)));
        assertThat(transaction.hasTouched(node.key("k"))).isTrue();
    }

    @Test
    void aPatternThatCannotBeSentIsQueuedAndItsCacheIsNotReadHere() {
        node.put("user:1", "v");
        node.store.breakDown();
        assertThat(outcome(invalidator.remove(
                        node.region.space(), new Removal.Pattern(node.region.space(), "user:*"), Caller.BLOCKING)))
                .isFalse();
        node.store.recover();
        assertThat(node.find("user:1")).isEmpty();
        node.time.advance(Duration.ofSeconds(10));
        assertThat(node.stored("user:1")).isEqualTo(new Lookup.Absent());
        assertThat(invalidator.pendingCount()).isZero();
    }
}
