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
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.spi.TransactionScope.Outcome;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BulkReadCallTest {

    private final TestNode node = TestNode.create();
    private final List<List<String>> loads = new ArrayList<>();

    private CompletionStage<Map<EntryKey, @Nullable String>> load(Collection<EntryKey> missing) {
        loads.add(missing.stream().map(EntryKey::text).toList());
        Map<EntryKey, @Nullable String> values = new LinkedHashMap<>();
        missing.forEach(key -> values.put(key, "v" + key.text()));
        return Stages.computed(() -> values);
    }

    private CompletionStage<Map<EntryKey, Found<@Nullable String>>> stage(
            TestNode reader, Caller caller, String... keys) {
        List<EntryKey> entryKeys = Stream.of(keys).map(reader::key).toList();
        return reader.strategies.reader().bulk(reader.region, entryKeys, caller).load(this::load);
    }

    private Map<String, @Nullable String> texts(Map<EntryKey, Found<@Nullable String>> found) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        found.forEach((key, value) -> texts.put(key.text(), value.value()));
        return texts;
    }

    @ParameterizedTest
    @EnumSource
    void loadsJustTheMissingKeysWithOneCall(CacheReaderTest.How how) {
        node.put("a", "stored");
        assertThat(texts(outcome(stage(node, how.caller, "a", "b", "c"))))
                .containsOnly(Map.entry("a", "stored"), Map.entry("b", "vb"), Map.entry("c", "vc"));
        assertThat(loads).containsExactly(List.of("b", "c"));
        assertThat(node.find("b")).contains("vb");
        assertThat(node.events.count("miss")).isEqualTo(2);
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void keysGivenTwiceAreLoadedOnce() {
        outcome(stage(node, Caller.BLOCKING, "a", "a"));
        assertThat(loads).containsExactly(List.of("a"));
    }

    @Test
    void noKeysNeedNoStore() {
        assertThat(outcome(stage(node, Caller.BLOCKING))).isEmpty();
        assertThat(node.store.count(Operation.FIND_ALL)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aFailingLoadGivesAllLeasesBack(CacheReaderTest.How how) {
        IllegalStateException failure = new IllegalStateException("database");
        BulkReadCall<@Nullable String> call =
                node.strategies.reader().bulk(node.region, List.of(node.key("a"), node.key("b")), how.caller);
        assertThat(failureOf(call.load(missing -> {
                    throw failure;
                })))
                .isSameAs(failure);
        assertThat(node.stored("a")).isEqualTo(new Lookup.Absent());
        assertThat(node.stored("b")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorThatConcernsOneKeyEndsTheLeasesOfAll(CacheReaderTest.How how) {
        Tags broken = value -> {
            if ("vb".equals(value)) {
                throw new AssertionError("tags");
            }
            return List.of();
        };
        List<EntryKey> keys = Stream.of("a", "b", "c").map(node::key).toList();
        outcome(node.strategies
                .reader()
                .bulk(node.region, keys, how.caller)
                .load(new BulkLoad<>(this::load, (key, value) -> node.region.lifetimeOf(value), broken)));
        assertThat(node.find("a")).contains("va");
        assertThat(node.stored("b")).isEqualTo(new Lookup.Absent());
        assertThat(node.find("c")).contains("vc");
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void aLoaderMayReadItsKeysOneByOne() {
        BulkReadCall<@Nullable String> call =
                node.strategies.reader().bulk(node.region, List.of(node.key("a"), node.key("b")), Caller.BLOCKING);
        assertThat(texts(outcome(call.load(missing -> {
                    node.get("a", () -> "single");
                    return load(missing);
                }))))
                .containsOnly(Map.entry("a", "va"), Map.entry("b", "vb"));
        assertThat(node.events.all()).doesNotContain("wait");
    }

    @ParameterizedTest
    @EnumSource
    void keysLoadedElsewhereAreAwaitedAfterTheOwnLoad(CacheReaderTest.How how) {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> single = started(() -> node.get("a", () -> {
            loading.countDown();
            await(go);
            return "single";
        }));
        await(loading);
        FutureTask<Map<String, @Nullable String>> bulk =
                started(() -> texts(outcome(stage(node, how.caller, "a", "b"))));
        TestNode.until(node, any -> node.stored("b") instanceof Lookup.Hit);
        go.countDown();
        assertThat(result(single)).isEqualTo("single");
        assertThat(result(bulk)).containsOnly(Map.entry("a", "single"), Map.entry("b", "vb"));
        assertThat(loads).containsExactly(List.of("b"));
    }

    @Test
    void aSingleReadJoinsABulkLoadOfThisProcess() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BulkReadCall<@Nullable String> call =
                node.strategies.reader().bulk(node.region, List.of(node.key("a"), node.key("b")), Caller.BLOCKING);
        FutureTask<Map<EntryKey, Found<@Nullable String>>> bulk = started(() -> outcome(call.load(missing -> {
            loading.countDown();
            await(go);
            return load(missing);
        })));
        await(loading);
        FutureTask<@Nullable String> single = started(() -> node.get("a", () -> "own"));
        node.untilJoined("a", 1);
        go.countDown();
        result(bulk);
        assertThat(result(single)).isEqualTo("va");
    }

    @Test
    void theWholeReadWaitsNoLongerThanOneReadMay() {
        TestNode impatient =
                TestNode.with(options -> options.with(CacheSetting.MAX_WAIT, Duration.ofMillis(300), "test"));
        TestNode other = impatient.other();
        String[] keys =
                Stream.iterate(0, i -> i + 1).limit(20).map(i -> "k" + i).toArray(String[]::new);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<EntryKey> entryKeys = Stream.of(keys).map(other::key).toList();
        FutureTask<?> holder = started(() -> outcome(other.strategies
                .reader()
                .bulk(other.region, entryKeys, Caller.BLOCKING)
                .load(missing -> {
                    loading.countDown();
                    await(go);
                    throw new IllegalStateException("too late");
                })));
        await(loading);
        BulkReadCall<@Nullable String> call =
                impatient.strategies.reader().bulk(impatient.region, entryKeys, Caller.BLOCKING);
        long start = System.nanoTime();
        outcome(call.load(missing -> {
            impatient.time.advance(Duration.ofMillis(300)); // the clock of the test does not see the real wait
            return load(missing);
        }));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(loads).singleElement().satisfies(load -> assertThat(load).hasSize(20));
        go.countDown();
        assertThat(holder).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheStoreItLoads(CacheReaderTest.How how) {
        node.store.breakDown();
        assertThat(texts(outcome(stage(node, how.caller, "a", "b"))))
                .containsOnly(Map.entry("a", "va"), Map.entry("b", "vb"));
    }

    @Test
    void leasesGrantedTooLateAreGivenBackAndNotRenewed() {
        node.store.next(Operation.LEASE, new Fault.Hang(), new Fault.Hang());
        outcome(stage(node, Caller.BLOCKING, "a", "b"));
        node.store.releaseHanging();
        assertThat(node.stored("a")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void aPendingKeyIsLoadedWithTheOthersAndNotStored() {
        node.put("a", "old");
        node.store.breakDown();
        node.invalidate("a");
        node.store.recover();
        assertThat(texts(outcome(stage(node, Caller.BLOCKING, "a", "b"))))
                .containsOnly(Map.entry("a", "va"), Map.entry("b", "vb"));
        assertThat(loads).containsExactly(List.of("a", "b"));
        assertThat(node.find("b")).contains("vb");
    }

    @Test
    void whatATransactionLoadsIsStoredAfterItsCommit() {
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);
        node.in(transaction, () -> outcome(stage(node, Caller.BLOCKING, "a", "b")));
        assertThat(node.stored("a")).isInstanceOf(Lookup.Loading.class);
        transaction.end(Outcome.COMMITTED);
        assertThat(node.find("a")).contains("va");
    }
}
