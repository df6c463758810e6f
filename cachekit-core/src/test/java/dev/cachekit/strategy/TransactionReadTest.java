package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionReadTest {

    private final TestNode node = TestNode.create();
    private final TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);

    @Test
    void whatATransactionLoadsIsStoredAfterItsCommit() {
        node.in(transaction, () -> node.get("k", () -> "v"));
        assertThat(node.stored("k")).isInstanceOf(Lookup.Loading.class);
        transaction.end(Outcome.COMMITTED);
        assertThat(node.find("k")).contains("v");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMMITTED")
    void withoutACommitTheLeaseIsGivenBack(Outcome outcome) {
        node.in(transaction, () -> node.get("k", () -> "v"));
        transaction.end(outcome);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void theLeaseIsKeptUntilTheCommit() {
        node.in(transaction, () -> node.get("k", () -> "v"));
        node.time.advance(Duration.ofMinutes(1));
        transaction.end(Outcome.COMMITTED);
        assertThat(node.find("k")).contains("v");
    }

    @Test
    void anInvalidationBeforeTheCommitKeepsTheValueOut() {
        node.in(transaction, () -> node.get("k", () -> "v"));
        node.invalidate("k");
        transaction.end(Outcome.COMMITTED);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aKeyTheTransactionTouchesAfterLoadingItIsNotStored() {
        node.in(transaction, () -> node.get("k", () -> "v"));
        transaction.touch(List.of(node.key("k")));
        transaction.end(Outcome.COMMITTED);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aTouchedKeyIsLoadedAndNeitherReadNorStored() {
        node.put("k", "old");
        transaction.touch(List.of(node.key("k")));
        assertThat(node.<String>in(transaction, () -> node.get("k", () -> "own")))
                .isEqualTo("own");
        assertThat(node.in(transaction, () -> node.find("k"))).isEmpty();
        assertThat(node.find("k")).contains("old");
    }

    @Test
    void aSnapshotThatMayBeOldIsNeverStored() {
        TestTransaction snapshot = new TestTransaction(FillRule.NEVER);
        assertThat(node.<String>in(snapshot, () -> node.get("k", () -> "v"))).isEqualTo("v");
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        assertThat(node.events.all()).contains("refused open-transaction");
    }

    @Test
    void nobodyGetsWhatIsNotCommitted() {
        node.in(transaction, () -> node.get("k", () -> "uncommitted"));
        FutureTask<@Nullable String> other = started(() -> node.get("k", () -> "committed"));
        TestNode.until(node.store, store -> store.count(Operation.LEASE) == 2);
        transaction.end(Outcome.ROLLED_BACK);
        assertThat(result(other)).isEqualTo("committed");
    }

    @Test
    void aTransactionThatReadsAKeyTwiceDoesNotWaitForItself() {
        assertThat(node.<String>in(transaction, () -> node.get("k", () -> "1") + node.get("k", () -> "2")))
                .isEqualTo("12");
        assertThat(node.events.all()).doesNotContain("wait");
        transaction.end(Outcome.COMMITTED);
        assertThat(node.find("k")).contains("1");
    }

    @Test
    void aCallerInATransactionWaitsASecondAtMost() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> leader = started(() -> node.get("k", () -> {
            loading.countDown();
            await(go);
            return "slow";
        }));
        await(loading);
        long start = System.nanoTime();
        assertThat(node.<String>in(transaction, () -> node.get("k", () -> "own")))
                .isEqualTo("own");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        go.countDown();
        assertThat(result(leader)).isEqualTo("slow");
    }

    @Test
    void aContinuedCallerLeavesItsTransactionAndStoresNothing() {
        assertThat(node.<String>in(
                        transaction, () -> outcome(node.stage("k", () -> "v", CacheReaderTest.How.CONTINUED.caller))))
                .isEqualTo("v");
        transaction.end(Outcome.COMMITTED);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
    }
}
