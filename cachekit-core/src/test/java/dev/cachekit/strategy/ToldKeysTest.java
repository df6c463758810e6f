package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachekit.call.Caller;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.KeyListener;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Which keys a listener of keys is told. */
class ToldKeysTest {

    private static final int READS = 16_000;

    /** Of 1,000 samples; further off than this is less likely than one in ten thousand million. */
    private static final Offset<Integer> CHANCE = within(READS / 5);

    private final TestNode node = TestNode.create();

    @Test
    void ofManyReadsSomeAreToldAndStandForAll() {
        node.put("hot", "v");
        IntStream.range(0, READS).forEach(n -> node.get("hot", () -> "v"));

        assertThat(node.keys.reads.get("hot")).isCloseTo(READS, CHANCE);
    }

    @Test
    void hitsOfTheNearCacheAreToldAndMissesThereAreToldOnce() {
        TestNode near = TestNode.withNear();
        IntStream.range(0, READS).forEach(n -> near.get("near", () -> "v"));
        IntStream.range(0, READS).forEach(n -> near.find("absent"));

        assertThat(near.keys.reads.get("near")).isCloseTo(READS, CHANCE);
        assertThat(near.keys.reads.get("absent")).isCloseTo(READS, CHANCE);
    }

    @Test
    void readsOfManyKeysAreToldByKey() {
        node.put("one", "v");
        IntStream.range(0, READS)
                .forEach(n -> outcome(node.strategies
                        .reader()
                        .bulk(node.region, List.of(node.key("one"), node.key("two")), Caller.BLOCKING)
                        .find()));

        assertThat(node.keys.reads.get("one")).isCloseTo(READS, CHANCE);
        assertThat(node.keys.reads.get("two")).isCloseTo(READS, CHANCE);
    }

    @Test
    void removalsAreToldByWhatTheyRemove() {
        CacheSpace space = node.region.space();
        node.invalidate("k");
        remove(new Removal.Keys(List.of(node.key("a"), node.key("b"))));
        remove(new Removal.Pattern(space, "user:*"));
        remove(new Removal.Tags(space, Set.of("author-7")));
        remove(new Removal.Clear(space));

        assertThat(node.keys.removals)
                .containsExactly(
                        "texts key 1 k",
                        "texts key 2 a",
                        "texts pattern 1 user:*",
                        "texts tag 1 author-7",
                        "texts all 1");
    }

    @Test
    void aRemovalInATransactionIsToldAfterTheCommit() {
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);
        node.in(transaction, () -> node.invalidate("k"));
        assertThat(node.keys.removals).isEmpty();

        transaction.end(Outcome.COMMITTED);
        assertThat(node.keys.removals).containsExactly("texts key 1 k");
    }

    @Test
    void aRemovalInTwoPhasesIsToldAtItsEnd() {
        Announcement announcement = outcome(
                node.strategies.announcer().announce(node.region.space(), List.of(node.key("k")), Caller.BLOCKING));
        assertThat(node.keys.removals).isEmpty();

        outcome(announcement.end(Caller.BLOCKING));
        assertThat(node.keys.removals).containsExactly("texts key 1 k");
    }

    @Test
    void aRemovalThatTheStoreDoesNotAcknowledgeIsToldAsQueued() {
        node.store.next(Operation.INVALIDATE, new Fault.Fail());
        node.invalidate("k");

        assertThat(node.keys.removals).containsExactly("texts key 1 k queued");
    }

    @Test
    void theEndOfTwoPhasesThatTheStoreDoesNotAcknowledgeIsToldAsQueued() {
        Announcement announcement = outcome(
                node.strategies.announcer().announce(node.region.space(), List.of(node.key("k")), Caller.BLOCKING));
        node.store.next(Operation.SETTLE, new Fault.Fail());
        outcome(announcement.end(Caller.BLOCKING));

        assertThat(node.keys.removals).containsExactly("texts key 1 k queued");
    }

    @Test
    void aWriteThatTheStoreDoesNotAcknowledgeIsToldAsAQueuedRemoval() {
        node.store.next(Operation.SETTLE, new Fault.Fail());
        outcome(node.strategies
                .writer()
                .write(node.region, node.key("k"), () -> CompletableFuture.completedFuture("v"), Caller.BLOCKING));
        node.store.next(Operation.PUT, new Fault.Fail());
        node.put("p", "v");

        assertThat(node.keys.removals).containsExactly("texts key 1 k queued", "texts key 1 p queued");
    }

    @Test
    void theRemovalOfNoKeyIsNotTold() {
        remove(new Removal.Keys(List.of()));

        assertThat(node.keys.removals).isEmpty();
    }

    @Test
    void withoutAListenerNothingIsSampled() {
        assertThat(KeySample.toldTo(KeyListener.NONE)).isNull();
    }

    private void remove(Removal removal) {
        outcome(node.strategies.invalidator().remove(node.region.space(), removal, Caller.BLOCKING));
    }
}
