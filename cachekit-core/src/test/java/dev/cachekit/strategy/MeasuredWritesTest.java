package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Settlement.Outcome;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is measured of writes and removals that end later than they begin. */
class MeasuredWritesTest {

    private static final Duration LAG = Duration.ofMillis(40);

    private final TestNode node = TestNode.create();

    private Announcement announced() {
        return outcome(
                node.strategies.announcer().announce(node.region.space(), List.of(node.key("k")), Caller.BLOCKING));
    }

    private PendingWrite<@Nullable String> begun(TestNode where) {
        return outcome(where.strategies.writer().begin(where.region, where.key("k"), Caller.BLOCKING));
    }

    @Test
    void theEndOfTwoPhasesIsARemovalWithALag() {
        Announcement announcement = announced();
        node.store.next(Operation.SETTLE, new Fault.Hang());
        CompletableFuture<Boolean> ended =
                announcement.end(Caller.continuedOn(Runnable::run)).toCompletableFuture();
        node.time.advance(LAG);
        node.store.releaseHanging();

        assertThat(ended).isCompletedWithValue(true);
        assertThat(node.events.lags).containsExactly(LAG);
    }

    @Test
    void aRemovalThatIsQueuedHasNoLagYet() {
        Announcement announcement = announced();
        node.store.next(Operation.SETTLE, new Fault.Fail());
        outcome(announcement.end(Caller.BLOCKING));

        assertThat(node.events.lags).isEmpty();
    }

    @Test
    void aWriteThatEndsInARemovalHasALagAndOneThatIsStoredHasNone() {
        outcome(begun(node).abandon(node.key("k"), Caller.BLOCKING));
        assertThat(node.events.lags).containsExactly(Duration.ZERO);

        outcome(begun(node).store(node.key("k"), "v", null, TestNode.TTL, Caller.BLOCKING));
        assertThat(node.events.lags).hasSize(1);
        assertThat(node.events.sizes).containsExactly(1);
    }

    /** The value that a store keeps may be that of a write that overlapped, whose size is told where it was written. */
    @Test
    void whatIsStoredForAnotherWriteHasNoSize() {
        TestNode storing = TestNode.with(options -> options, MeasuredWritesTest::storingAnyhow);
        outcome(begun(storing).abandon(storing.key("k"), Caller.BLOCKING));

        assertThat(storing.events.count("put")).isEqualTo(1);
        assertThat(storing.events.sizes).isEmpty();
    }

    private static EntryStore storingAnyhow(EntryStore store) {
        return (EntryStore) Proxy.newProxyInstance(
                EntryStore.class.getClassLoader(),
                new Class<?>[] {EntryStore.class},
                (proxy, method, arguments) -> method.getName().equals("settle")
                        ? CompletableFuture.completedFuture(Outcome.STORED)
                        : method.invoke(store, arguments));
    }
}
