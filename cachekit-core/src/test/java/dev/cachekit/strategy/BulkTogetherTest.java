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
import dev.cachekit.contract.Sample;
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
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reads of several keys ask the store for goes together, and each key keeps the rules of its own. */
class BulkTogetherTest {

    private final TestNode node = TestNode.create();
    private final List<List<String>> loads = new CopyOnWriteArrayList<>();

    private CompletionStage<Map<EntryKey, @Nullable String>> load(Collection<EntryKey> missing) {
        loads.add(missing.stream().map(EntryKey::text).toList());
        Map<EntryKey, @Nullable String> values = new LinkedHashMap<>();
        missing.forEach(key -> values.put(key, "v" + key.text()));
        return Stages.computed(() -> values);
    }

    private static BulkReadCall<@Nullable String> call(TestNode node, Caller caller, String... keys) {
        List<EntryKey> entryKeys = Stream.of(keys).map(node::key).toList();
        return node.strategies.reader().bulk(node.region, entryKeys, caller);
    }

    private static Map<String, @Nullable String> texts(CompletionStage<Map<EntryKey, Found<@Nullable String>>> stage) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        outcome(stage).forEach((key, value) -> texts.put(key.text(), value.value()));
        return texts;
    }

    @ParameterizedTest
    @EnumSource
    void leasesGoTogetherAndSoDoFills(CacheReaderTest.How how) {
        node.put("a", "stored");
        outcome(call(node, how.caller, "a", "b", "c", "d").load(this::load));
        assertThat(node.bundles).containsExactly("{LEASE=3}", "{FILL=3}");
    }

    @Test
    void theTagClockIsReadWithTheLeases() {
        BulkLoad<@Nullable String> tagged =
                new BulkLoad<>(this::load, (key, value) -> node.region.lifetimeOf(value), value -> List.of("tag"));
        outcome(call(node, Caller.BLOCKING, "a", "b").load(tagged));
        assertThat(node.bundles).containsExactly("{LEASE=2, TAG_CLOCK=1}", "{FILL=2}");
    }

    @Test
    void aSingleMissingKeyNeedsNoBundle() {
        outcome(call(node, Caller.BLOCKING, "a").load(this::load));
        assertThat(node.bundles).isEmpty();
    }

    @Test
    void afterAFailureTheLeasesAreGivenBackTogether() {
        failureOf(call(node, Caller.BLOCKING, "a", "b").load(missing -> {
            throw new IllegalStateException("database");
        }));
        assertThat(node.bundles).containsExactly("{LEASE=2}", "{RELEASE=2}");
    }

    @Test
    void whatIsVetoedIsGivenBackWithTheFills() {
        BulkLoad<@Nullable String> choosy = new BulkLoad<>(
                this::load,
                (key, value) -> "va".equals(value) ? Optional.empty() : node.region.lifetimeOf(value),
                Tags.NONE);
        outcome(call(node, Caller.BLOCKING, "a", "b", "c").load(choosy));
        assertThat(node.bundles).containsExactly("{LEASE=3}", "{FILL=2, RELEASE=1}");
        assertThat(node.stored("a")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void fillsWithoutAnAnswerAreGivenBackTogether() {
        node.store.next(Operation.FILL, new Fault.Fail(), new Fault.Fail());
        outcome(call(node, Caller.BLOCKING, "a", "b", "c").load(this::load));
        assertThat(node.bundles).containsExactly("{LEASE=3}", "{FILL=3}", "{RELEASE=2}");
        assertThat(node.stored("a")).isEqualTo(new Lookup.Absent());
        assertThat(node.find("c")).contains("vc");
    }

    @Test
    void afterACommitTheFillsGoTogether() {
        TestTransaction transaction = new TestTransaction(FillRule.AFTER_COMMIT);
        node.in(
                transaction,
                () -> outcome(call(node, Caller.BLOCKING, "a", "b", "c").load(this::load)));
        transaction.touch(List.of(node.key("c")));
        transaction.end(Outcome.COMMITTED);
        assertThat(node.bundles).containsExactly("{LEASE=3}", "{FILL=2, RELEASE=1}");
        assertThat(node.find("a")).contains("va");
        assertThat(node.stored("c")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void leasesOfALongLoadAreExtendedTogether() {
        outcome(call(node, Caller.BLOCKING, "a", "b").load(missing -> {
            Duration lease = node.region.settings().lease();
            node.invalidate("b");
            node.time.advance(lease);
            return load(missing);
        }));
        assertThat(node.bundles).startsWith("{LEASE=2}", "{EXTEND=2}").endsWith("{FILL=2}");
        assertThat(node.find("a")).contains("va");
        assertThat(node.stored("b")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void aKeyThatIsInvalidatedDuringTheLoadIsNotStored() {
        Map<String, @Nullable String> read =
                texts(call(node, Caller.BLOCKING, "a", "b", "c").load(missing -> {
                    node.invalidate("b");
                    return load(missing);
                }));
        assertThat(read).hasSize(3);
        assertThat(node.find("a")).contains("va");
        assertThat(node.stored("b")).isEqualTo(new Lookup.Absent());
        assertThat(node.find("c")).contains("vc");
        assertThat(node.events.all()).contains("refused invalidated");
    }

    /** The fill of the first key hangs while the second is invalidated: the fill of the second comes after that. */
    @Test
    void aKeyThatIsInvalidatedBeforeItsFillArrivesIsNotStored() {
        node.store.next(Operation.FILL, new Fault.Hang(), new Fault.Hang());
        outcome(call(node, Caller.continuedOn(Runnable::run), "a", "b").load(missing -> {
            CompletionStage<Map<EntryKey, @Nullable String>> values = load(missing);
            node.time.advance(Duration.ofMillis(1));
            return values;
        }));
        node.invalidate("b");
        node.store.releaseHanging();
        assertThat(node.find("a")).contains("va");
        assertThat(node.stored("b")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aLeaseWithoutAnAnswerCostsItsKeyOnlyTheStoring() {
        node.store.next(Operation.LEASE, new Fault.LoseAnswer());
        assertThat(texts(call(node, Caller.BLOCKING, "a", "b", "c").load(this::load)))
                .containsOnlyKeys("a", "b", "c");
        assertThat(loads).containsExactly(List.of("a", "b", "c"));
        assertThat(node.stored("a")).as("given back").isEqualTo(new Lookup.Absent());
        assertThat(node.find("b")).contains("vb");
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void whatIsLoadedForTooManyKeysIsNotStored() {
        TestNode small = TestNode.with(options -> options.with(CacheSetting.MAX_ELEMENTS, 2, "test"));
        small.put("a", "stored");
        assertThat(texts(call(small, Caller.BLOCKING, "a", "b", "c", "d").load(this::load)))
                .hasSize(4);
        assertThat(loads).containsExactly(List.of("b", "c", "d"));
        assertThat(small.store.count(Operation.LEASE)).isZero();
        assertThat(small.events.count("refused too-many-elements")).isEqualTo(3);
        outcome(call(small, Caller.BLOCKING, "a", "b", "c").load(this::load));
        assertThat(small.find("b")).contains("vb");
    }

    @Test
    void valuesThatCannotBeReadAreReplacedByOneLoad() {
        node.put("a", TextCodec.UNREADABLE);
        node.put("b", TextCodec.UNREADABLE);
        outcome(call(node, Caller.BLOCKING, "a", "b", "c").load(this::load));
        assertThat(loads).containsExactly(List.of("a", "b", "c"));
        assertThat(node.find("a")).contains("va");
        assertThat(node.find("b")).contains("vb");
    }

    @Test
    void aKeyBehindAWriteIsLoadedWithTheOthersAndNotStored() {
        outcome(node.store.fence(node.key("a"), node.ports.tokens().get(), Duration.ofMinutes(1)));
        assertThat(texts(call(node, Caller.BLOCKING, "a", "b").load(this::load)))
                .containsOnlyKeys("a", "b");
        assertThat(loads).containsExactly(List.of("a", "b"));
        assertThat(node.stored("a")).isEqualTo(new Lookup.Fenced());
        assertThat(node.find("b")).contains("vb");
    }

    /** Two loads of another process that end one after the other. */
    private record Elsewhere(CountDownLatch go, FutureTask<Map<String, @Nullable String>> load) {

        static Elsewhere of(TestNode other, @Nullable RuntimeException failure, String... keys) {
            CountDownLatch loading = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            FutureTask<Map<String, @Nullable String>> load = started(() -> {
                CompletionStage<Map<EntryKey, Found<@Nullable String>>> read = call(other, Caller.BLOCKING, keys)
                        .load(missing -> {
                            loading.countDown();
                            await(go);
                            if (failure != null) {
                                throw failure;
                            }
                            Map<EntryKey, @Nullable String> values = new LinkedHashMap<>();
                            missing.forEach(key -> values.put(key, "elsewhere " + key.text()));
                            return Stages.computed(() -> values);
                        });
                return failure == null ? texts(read) : Map.of();
            });
            await(loading);
            return new Elsewhere(go, load);
        }

        void end() {
            go.countDown();
            result(load);
        }
    }

    private FutureTask<Map<String, @Nullable String>> bulk(CacheReaderTest.How how, String... keys) {
        return started(() -> texts(call(node, how.caller, keys).load(this::load)));
    }

    @ParameterizedTest
    @EnumSource
    void loadsElsewhereAreAwaitedTogetherWhicheverEndsFirst(CacheReaderTest.How how) {
        Elsewhere first = Elsewhere.of(node.other(), null, "a");
        Elsewhere second = Elsewhere.of(node.other(), null, "b", "c");
        FutureTask<Map<String, @Nullable String>> bulk = bulk(how, "a", "b", "c", "d");
        TestNode.until(node, any -> node.stored("d") instanceof Lookup.Hit);
        second.end();
        first.end();
        assertThat(result(bulk))
                .containsOnly(
                        Map.entry("a", "elsewhere a"),
                        Map.entry("b", "elsewhere b"),
                        Map.entry("c", "elsewhere c"),
                        Map.entry("d", "vd"));
        assertThat(loads).containsExactly(List.of("d"));
        assertThat(node.store.count(Operation.LEASE))
                .as("no key is asked for twice")
                .isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsElsewhereIsLoadedHereWithOneCall(CacheReaderTest.How how) {
        Elsewhere other = Elsewhere.of(node.other(), new IllegalStateException("database"), "a", "b", "c");
        FutureTask<Map<String, @Nullable String>> bulk = bulk(how, "a", "b", "c", "d");
        TestNode.until(node, any -> node.stored("d") instanceof Lookup.Hit);
        other.end();
        assertThat(result(bulk)).containsOnlyKeys("a", "b", "c", "d");
        assertThat(loads).containsExactly(List.of("d"), List.of("a", "b", "c"));
        assertThat(node.find("a")).contains("va");
        assertThat(node.bundles).containsExactly("{LEASE=4}", "{LEASE=3}", "{FILL=3}");
    }

    @Test
    void whoWaitsTooLongLoadsWhatDidNotComeWithOneCall() {
        TestNode impatient =
                TestNode.with(options -> options.with(CacheSetting.MAX_WAIT, Duration.ofMillis(300), "test"));
        Elsewhere slow = Elsewhere.of(impatient.other(), null, "a", "b");
        Elsewhere quick = Elsewhere.of(impatient.other(), null, "c");
        List<List<String>> asked = new ArrayList<>();
        FutureTask<Map<String, @Nullable String>> bulk = started(() ->
                texts(call(impatient, Caller.BLOCKING, "a", "b", "c").load(missing -> {
                    asked.add(missing.stream().map(EntryKey::text).toList());
                    return load(missing);
                })));
        TestNode.until(impatient.store, store -> store.count(Operation.LEASE) == 3);
        quick.end();
        assertThat(result(bulk))
                .containsOnly(Map.entry("a", "va"), Map.entry("b", "vb"), Map.entry("c", "elsewhere c"));
        assertThat(asked).containsExactly(List.of("a", "b"));
        slow.end();
        assertThat(impatient.find("a"))
                .as("the other's load is the one that is stored")
                .contains("elsewhere a");
    }

    @Test
    void callersOfOneProcessShareTheFailureOfALoad() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<Throwable> first =
                started(() -> failureOf(call(node, Caller.BLOCKING, "a", "b").load(missing -> {
                    loading.countDown();
                    await(go);
                    throw new IllegalStateException("database");
                })));
        await(loading);
        FutureTask<Throwable> second = started(
                () -> failureOf(call(node, Caller.BLOCKING, "a", "b", "c").load(this::load)));
        node.untilJoined("a", 1);
        go.countDown();
        assertThat(result(second)).isSameAs(result(first));
        assertThat(loads).containsExactly(List.of("c"));
    }

    /** What the first round brought stays, even if there is no second one. */
    @ParameterizedTest
    @EnumSource
    void whatWasLoadedIsKeptWhenTheStoreIsAwayForTheRest(CacheReaderTest.How how) {
        Elsewhere other = Elsewhere.of(node.other(), new IllegalStateException("database"), "a");
        FutureTask<Map<String, @Nullable String>> bulk = bulk(how, "a", "d", "e");
        TestNode.until(node, any -> node.stored("e") instanceof Lookup.Hit);
        node.store.next(Operation.LEASE, new Fault.Fail());
        other.end();
        assertThat(result(bulk)).containsOnlyKeys("a", "d", "e");
        assertThat(loads).containsExactly(List.of("d", "e"), List.of("a"));
    }

    /** Of the callers who were let down together one loads, even if the next lease is elsewhere again. */
    @ParameterizedTest
    @EnumSource
    void afterAFailureElsewhereOneCallerOfAProcessLoadsForAll(CacheReaderTest.How how) {
        Elsewhere other = Elsewhere.of(node.other(), new IllegalStateException("database"), "a");
        List<FutureTask<Map<String, @Nullable String>>> callers =
                Stream.of(1, 2, 3).map(number -> bulk(how, "a", "d" + number)).toList();
        TestNode.until(loads, done -> done.size() == 3);
        node.store.next(Operation.LEASE, new Fault.Hang(), new Fault.Hang(), new Fault.Hang());
        long before = node.store.count(Operation.LEASE);
        other.end();
        TestNode.until(node.store, store -> store.count(Operation.LEASE) > before);
        outcome(node.other().store.lease(node.key("a"), Sample.request(Sample.token())));
        node.store.releaseHanging();
        callers.forEach(caller -> assertThat(result(caller)).containsEntry("a", "va"));
        assertThat(loads.stream().filter(keys -> keys.contains("a"))).hasSize(1);
    }

    @Test
    void whatWasFilledLongAgoIsLookedUpAgain() {
        TestNode other = node.other();
        Elsewhere filling = Elsewhere.of(other, null, "a");
        LeaseWait wait = node.strategies
                .reader()
                .parts()
                .waits()
                .on(node.key("a"), ((Lookup.Loading) node.stored("a")).holder(), Duration.ofMinutes(1));
        Map<String, @Nullable String> read =
                texts(call(node, Caller.BLOCKING, "a", "d").load(missing -> {
                    filling.end();
                    assertThat(outcome(wait.outcome())).isInstanceOf(LeaseWait.End.Filled.class);
                    other.put("a", "newer");
                    node.time.advance(TestNode.DEADLINE.plusMillis(1));
                    return load(missing);
                }));
        assertThat(read).containsOnly(Map.entry("a", "newer"), Map.entry("d", "vd"));
        assertThat(loads).containsExactly(List.of("d"));
    }

    /** Where a part of the store is away, its keys come at once to the database as if all of it were. */
    @Test
    void keysWithoutAnAnswerWaitForRoomAmongTheLoadsOfAnOutage() {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch full = new CountDownLatch(OutageLoads.PLACES);
        node.store.breakDown();
        for (int i = 0; i < OutageLoads.PLACES; i++) {
            String key = "k" + i;
            started(() -> node.get(key, () -> {
                full.countDown();
                await(go);
                return "v";
            }));
        }
        await(full);
        node.store.recover();
        node.store.next(Operation.LEASE, new Fault.Fail());
        FutureTask<Map<String, @Nullable String>> late = bulk(CacheReaderTest.How.BLOCKING, "a", "b");
        TestNode.until(node, any -> !loads.isEmpty() || node.events.count("miss") == OutageLoads.PLACES + 2);
        TestNode.until(node, any -> !loads.isEmpty() || node.stored("b") instanceof Lookup.Loading);
        boolean loadedEarly = !loads.isEmpty();
        go.countDown();
        assertThat(result(late)).containsOnlyKeys("a", "b");
        assertThat(loadedEarly).isFalse();
    }
}
