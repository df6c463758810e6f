package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.strategy.CacheReader.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Expired values in reads of several keys. */
class BulkStaleTest {

    private static final Duration REVALIDATED = Duration.ofSeconds(10);

    private final TestNode node =
            TestNode.with(options -> options.with(CacheSetting.STALE_ON_ERROR, Duration.ofHours(1), "test")
                    .with(CacheSetting.STALE_WHILE_REVALIDATE, REVALIDATED, "test")
                    .with(CacheSetting.SOFT_TIMEOUT, Duration.ofMillis(200), "test"));
    private final List<List<String>> loads = new ArrayList<>();

    private CompletionStage<Map<EntryKey, @Nullable String>> load(Collection<EntryKey> missing) {
        loads.add(missing.stream().map(EntryKey::text).toList());
        Map<EntryKey, @Nullable String> values = new LinkedHashMap<>();
        missing.forEach(key -> values.put(key, "new"));
        return Stages.computed(() -> values);
    }

    private CompletionStage<Map<EntryKey, @Nullable String>> failing(Collection<EntryKey> missing) {
        loads.add(missing.stream().map(EntryKey::text).toList());
        throw new IllegalStateException("database");
    }

    private BulkReadCall<@Nullable String> read(String... keys) {
        return node.strategies
                .reader()
                .bulk(node.region, Stream.of(keys).map(node::key).toList(), Caller.BLOCKING);
    }

    private static Map<String, @Nullable String> texts(CompletionStage<Map<EntryKey, Found<@Nullable String>>> stage) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        outcome(stage).forEach((key, value) -> texts.put(key.text(), value.value()));
        return texts;
    }

    private void expire(Duration beyond, String... keys) {
        Stream.of(keys).forEach(key -> node.put(key, "old"));
        node.time.advance(TestNode.TTL.duration().plus(beyond));
    }

    @Test
    void expiredValuesAreServedAtOnceAndReloadedWithOneLoad() {
        expire(Duration.ofMillis(1), "a", "b");
        node.background.keep();
        assertThat(texts(read("a", "b").load(this::load))).containsValues("old", "old");
        assertThat(loads).isEmpty();
        assertThat(texts(read("a", "b").load(this::load))).containsValues("old", "old");
        node.background.runKept();
        assertThat(loads).containsExactly(List.of("a", "b"));
        assertThat(texts(read("a", "b").find())).containsValues("new", "new");
    }

    @Test
    void aReloadBegunBeforeAnInvalidationStoresNothingForItsKey() {
        expire(Duration.ofMillis(1), "a", "b");
        node.background.keep();
        texts(read("a", "b").load(missing -> {
            node.invalidate("a");
            return load(missing);
        }));
        node.background.runKept();
        assertThat(node.stored("a")).isEqualTo(new Lookup.Absent());
        assertThat(node.find("b")).contains("new");
    }

    @Test
    void aFailedReloadRestsForEachOfItsKeys() {
        expire(Duration.ofMillis(1), "a", "b");
        node.background.keep();
        texts(read("a", "b").load(this::failing));
        node.background.runKept();
        assertThat(texts(read("a", "b").load(this::failing))).containsValues("old", "old");
        assertThat(node.background.kept()).isZero();
    }

    @Test
    void beyondTheirWindowExpiredValuesAreLoadedTogetherWithTheMissingOnes() {
        expire(REVALIDATED, "a");
        node.put("b", "fresh");
        assertThat(texts(read("a", "b", "c").load(this::load)))
                .containsOnly(Map.entry("a", "new"), Map.entry("b", "fresh"), Map.entry("c", "new"));
        assertThat(loads).containsExactly(List.of("a", "c"));
    }

    @Test
    void aFailingLoadYieldsTheExpiredValuesIfThereIsOneForEachKey() {
        expire(REVALIDATED, "a", "b");
        node.put("c", "fresh");
        assertThat(texts(read("a", "b", "c").load(this::failing)))
                .containsOnly(Map.entry("a", "old"), Map.entry("b", "old"), Map.entry("c", "fresh"));
        assertThat(node.events.count("stale error")).isEqualTo(2);
    }

    @Test
    void aFailingLoadFailsIfOneOfItsKeysHasNoValue() {
        expire(REVALIDATED, "a");
        assertThat(failureOf(read("a", "b").load(this::failing))).hasMessage("database");
    }

    @Test
    void aFailingLoadFailsIfOneOfItsKeysWasInvalidatedMeanwhile() {
        expire(REVALIDATED, "a", "b");
        assertThat(failureOf(read("a", "b").load(missing -> {
                    node.invalidate("b");
                    return failing(missing);
                })))
                .hasMessage("database");
    }

    @Test
    void afterAFailureTheKeysRestWithoutFurtherLoads() {
        expire(REVALIDATED, "a", "b");
        texts(read("a", "b").load(this::failing));
        assertThat(texts(read("a", "b").load(this::failing))).containsValues("old", "old");
        assertThat(loads).hasSize(1);
    }

    @Test
    void aSlowLoadYieldsTheExpiredValuesAndFills() {
        expire(REVALIDATED, "a", "b");
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<Map<String, @Nullable String>> caller =
                started(() -> texts(read("a", "b").load(missing -> {
                    loading.countDown();
                    await(go);
                    return load(missing);
                })));
        await(loading);
        assertThat(node.resultAfter(Duration.ofMillis(200), caller)).containsValues("old", "old");
        go.countDown();
        TestNode.until(node.store, store -> store.count(Operation.FILL) == 2);
        assertThat(texts(read("a", "b").find())).containsValues("new", "new");
    }

    @Test
    void withoutALoaderExpiredValuesAreNotFound() {
        expire(Duration.ofMillis(1), "a");
        assertThat(texts(read("a").find())).isEmpty();
    }

    /** Everybody is served what is there, not just the caller who loads. */
    @Test
    void whoJoinsAFailingLoadIsServedTheExpiredValuesToo() {
        expire(REVALIDATED, "a", "b");
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<Map<String, @Nullable String>> first =
                started(() -> texts(read("a", "b").load(missing -> {
                    loading.countDown();
                    await(go);
                    return failing(missing);
                })));
        await(loading);
        FutureTask<Map<String, @Nullable String>> second =
                started(() -> texts(read("a", "b").load(this::load)));
        node.untilJoined("a", 1);
        go.countDown();
        assertThat(result(first)).containsOnly(Map.entry("a", "old"), Map.entry("b", "old"));
        assertThat(result(second)).containsOnly(Map.entry("a", "old"), Map.entry("b", "old"));
        assertThat(loads).containsExactly(List.of("a", "b"));
    }

    /** A load of one key that ends when it is told to. */
    private FutureTask<Map<String, @Nullable String>> leading(String key, CountDownLatch go, boolean fails) {
        CountDownLatch loading = new CountDownLatch(1);
        FutureTask<Map<String, @Nullable String>> leader =
                started(() -> texts(read(key).load(missing -> {
                    loading.countDown();
                    await(go);
                    return fails ? failing(missing) : load(missing);
                })));
        await(loading);
        return leader;
    }

    @Test
    void anExpiredValueStandsInForItsOwnLoadOnly() {
        expire(REVALIDATED, "a");
        CountDownLatch go = new CountDownLatch(1);
        leading("a", go, true);
        leading("b", go, false);
        FutureTask<Map<String, @Nullable String>> both =
                started(() -> texts(read("a", "b").load(this::load)));
        node.untilJoined("b", 1);
        go.countDown();
        assertThat(result(both)).containsOnly(Map.entry("a", "old"), Map.entry("b", "new"));
    }

    @Test
    void afterTheSoftTimeoutOnlyKeysWithoutAnExpiredValueAreWaitedFor() {
        expire(REVALIDATED, "a");
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch quick = new CountDownLatch(1);
        leading("a", slow, false);
        leading("b", quick, false);
        FutureTask<Map<String, @Nullable String>> both =
                started(() -> texts(read("a", "b").load(this::load)));
        node.untilJoined("b", 1);
        node.time.advance(Duration.ofMillis(200));
        quick.countDown();
        assertThat(node.resultAfter(Duration.ofMillis(200), both))
                .containsOnly(Map.entry("a", "old"), Map.entry("b", "new"));
        slow.countDown();
    }

    @Test
    void aLeaseThatWasAskedForAgainInVainIsGivenBack() {
        Stream.of("a", "b").forEach(key -> node.put(key, TextCodec.UNREADABLE));
        node.time.advance(TestNode.TTL.duration().plus(REVALIDATED));
        failureOf(read("a", "b").load(this::failing));
        Fault late = new Fault.Delay(Duration.ofMillis(1));
        node.store.next(Operation.LEASE, late, late, new Fault.LoseAnswer());
        long before = node.store.count(Operation.LEASE);
        FutureTask<Map<String, @Nullable String>> again =
                started(() -> texts(read("a", "b").load(this::load)));
        TestNode.until(node.store, store -> store.count(Operation.LEASE) == before + 2);
        assertThat(node.resultAfter(Duration.ofMillis(1), again)).containsValues("new", "new");
        assertThat(node.stored("a")).isNotInstanceOf(Lookup.Loading.class);
        assertThat(texts(read("b").find())).containsValues("new");
    }
}
