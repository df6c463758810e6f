package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static dev.cachekit.strategy.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.EntryKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a failed reload leaves behind in a cache that reloads early, but serves nothing that has expired. */
class FailedReloadTest {

    private static final int CALLERS = 10;

    private final TestNode node = TestNode.with(options -> options.with(CacheSetting.REFRESH_AHEAD, 0.8, "test"));
    private final AtomicInteger loads = new AtomicInteger();
    private final List<List<String>> bulkLoads = new ArrayList<>();

    private @Nullable String failing() {
        throw new IllegalStateException("database");
    }

    /** Leaves values that have just expired, and whose reload has just failed. */
    private void failToReload(String... keys) {
        Stream.of(keys).forEach(key -> node.put(key, "old"));
        node.time.advance(TestNode.TTL.duration().plusMillis(1));
        Stream.of(keys).forEach(key -> failureOf(node.stage(key, this::failing, Caller.BLOCKING)));
    }

    private List<FutureTask<@Nullable String>> readers(TestNode where, CountDownLatch go) {
        return Stream.generate(() -> started(() -> where.get("k", () -> {
                    loads.incrementAndGet();
                    await(go);
                    return "new";
                })))
                .limit(CALLERS)
                .toList();
    }

    private CompletionStage<Map<EntryKey, @Nullable String>> load(Collection<EntryKey> missing) {
        bulkLoads.add(missing.stream().map(EntryKey::text).toList());
        Map<EntryKey, @Nullable String> values = new LinkedHashMap<>();
        missing.forEach(key -> values.put(key, "new"));
        return Stages.computed(() -> values);
    }

    private void readAll(String... keys) {
        List<EntryKey> all = Stream.of(keys).map(node::key).toList();
        outcome(node.strategies.reader().bulk(node.region, all, Caller.BLOCKING).load(this::load));
    }

    @Test
    void theNextCallersShareOneLoadThatIsStored() {
        failToReload("k");
        node.store.resetCounts();
        CountDownLatch go = new CountDownLatch(1);
        List<FutureTask<@Nullable String>> readers = readers(node, go);
        until(node.events, events -> events.count("miss") >= CALLERS);
        go.countDown();
        readers.forEach(reader -> assertThat(result(reader)).isEqualTo("new"));
        assertThat(loads).hasValue(1);
        assertThat(node.find("k")).contains("new");
    }

    @Test
    void theNextCallerOfAnotherProcessStoresItsLoad() {
        failToReload("k");
        TestNode other = node.other();
        assertThat(other.get("k", () -> "new")).isEqualTo("new");
        assertThat(node.find("k")).contains("new");
    }

    @Test
    void aFailureOfTheNextLoadIsSeenAndLeavesNoLease() {
        failToReload("k");
        assertThat(failureOf(node.stage("k", this::failing, Caller.BLOCKING))).hasMessage("database");
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
        assertThat(node.find("k")).contains("new");
    }

    @Test
    void aReadOfSeveralKeysLoadsThemTogetherAndStoresThem() {
        failToReload("a", "b");
        readAll("a", "b", "c");
        assertThat(bulkLoads).containsExactly(List.of("a", "b", "c"));
        assertThat(Stream.of("a", "b", "c").map(node::find))
                .allSatisfy(value -> assertThat(value).contains("new"));
    }
}
