package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.call.Caller;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Tagging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Writes of several keys are announced and settled together, each by the rules of its own key. */
class WritesTogetherTest {

    private final TestNode node = TestNode.create();

    private Map<EntryKey, PendingWrite<@Nullable String>> begin(String... keys) {
        return outcome(node.strategies
                .writer()
                .begin(node.region, Stream.of(keys).map(node::key).toList(), Caller.BLOCKING));
    }

    private List<Outcome> settle(Map<EntryKey, PendingWrite<@Nullable String>> writes) {
        List<PendingWrite.Settling> settlings = new ArrayList<>();
        writes.forEach(
                (key, write) -> settlings.add(write.storing(key, "v" + key.text(), null, Tagging.NONE, TestNode.TTL)));
        return outcome(node.strategies.writer().settle(settlings, Caller.BLOCKING));
    }

    @Test
    void fencesGoTogetherAndSoDoSettlements() {
        assertThat(settle(begin("a", "b", "c"))).containsOnly(Outcome.STORED);
        assertThat(node.bundles).containsExactly("{FENCE=3}", "{SETTLE=3}");
        assertThat(node.find("b")).contains("vb");
    }

    @Test
    void aFenceWithoutAnAnswerCostsItsKeyOnlyTheStoring() {
        node.store.next(Operation.FENCE, new Fault.Fail());
        assertThat(settle(begin("a", "b"))).containsExactly(Outcome.INVALIDATED, Outcome.STORED);
        assertThat(node.stored("a")).isEqualTo(new Lookup.Absent());
        assertThat(node.find("b")).contains("vb");
    }

    @Test
    void aSettlementWithoutAnAnswerIsQueuedForItsKeyOnly() {
        Map<EntryKey, PendingWrite<@Nullable String>> writes = begin("a", "b");
        node.store.next(Operation.SETTLE, new Fault.Fail());
        assertThat(settle(writes)).containsExactly(Outcome.INVALIDATED, Outcome.STORED);
        assertThat(node.strategies.reader().isPending(node.key("a"))).isTrue();
        assertThat(node.strategies.reader().isPending(node.key("b"))).isFalse();
    }

    @Test
    void aWriterThatMetAnotherStoresNothingForTheirKeyOnly() {
        Map<EntryKey, PendingWrite<@Nullable String>> writes = begin("a", "b");
        begin("b");
        assertThat(settle(writes)).containsExactly(Outcome.STORED, Outcome.INVALIDATED);
        assertThat(node.find("a")).contains("va");
    }

    @Test
    void announcementsGoTogether() {
        List<EntryKey> keys = Stream.of("a", "b").map(node::key).toList();
        Announcement announced =
                outcome(node.strategies.announcer().announce(node.region.space(), keys, Caller.BLOCKING));
        outcome(announced.end(Caller.BLOCKING));
        assertThat(node.bundles).containsExactly("{FENCE=2}", "{SETTLE=2}");
    }

    @Test
    void withoutKeysNothingIsSent() {
        assertThat(settle(begin())).isEmpty();
        assertThat(node.store.count(Operation.FENCE)).isZero();
    }

    @Test
    void collectionsOfTooManyElementsAreRefused() {
        TestNode small =
                TestNode.with(options -> options.with(dev.cachekit.operation.CacheSetting.MAX_ELEMENTS, 2, "test"));
        CacheRegion<List<Integer>> lists =
                new CacheRegion<>(small.region.space(), small.region.settings(), small.codec);
        assertThatThrownBy(() -> lists.encode(List.of(1, 2, 3)))
                .hasMessageContaining("3 elements has more than max-elements of 2");
    }
}
