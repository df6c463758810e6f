package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.failureOf;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.Consistency;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.strategy.CacheReader.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which loads of one key are shared while the store cannot be asked, and may have been told of a change. */
class OutageJoinTest {

    private final CompletableFuture<String> early = new CompletableFuture<>();

    private static TestNode away(Consistency consistency) {
        TestNode node = TestNode.with(options -> options.with(CacheSetting.CONSISTENCY, consistency, "test"));
        node.store.breakDown();
        return node;
    }

    private static TestNode awayWithNear() {
        TestNode node = TestNode.withNear();
        node.store.breakDown();
        return node;
    }

    private static CompletableFuture<@Nullable String> get(TestNode node, CompletionStage<String> loaded) {
        Caller caller = Caller.continuedOn(Runnable::run);
        return node.strategies
                .reader()
                .get(node.region, node.key("k"), Load.starting(node.region, () -> loaded), caller)
                .toCompletableFuture();
    }

    @ParameterizedTest
    @EnumSource
    void aLoadThatHasBegunIsNotJoined(Consistency consistency) {
        TestNode node = away(consistency);
        CompletableFuture<@Nullable String> first = get(node, early);
        CompletableFuture<@Nullable String> second = get(node, CompletableFuture.completedFuture("changed"));
        early.complete("before");
        assertThat(first).isCompletedWithValue("before");
        assertThat(second).isCompletedWithValue("changed");
    }

    @ParameterizedTest
    @EnumSource
    void whoComesMeanwhileSharesTheNextLoad(Consistency consistency) {
        TestNode node = away(consistency);
        get(node, early);
        CompletableFuture<@Nullable String> second = get(node, CompletableFuture.completedFuture("next"));
        CompletableFuture<@Nullable String> third = get(node, CompletableFuture.completedFuture("of its own"));
        early.complete("before");
        assertThat(second).isCompletedWithValue("next");
        assertThat(third).isCompletedWithValue("next");
        assertThat(node.events.count("load")).isEqualTo(2);
    }

    @Test
    void aFailureOfTheLoadBeforeIsNotThatOfTheNext() {
        TestNode node = away(Consistency.BOUNDED);
        get(node, early);
        CompletableFuture<@Nullable String> second = get(node, CompletableFuture.completedFuture("next"));
        early.completeExceptionally(new IllegalStateException("database"));
        assertThat(second).isCompletedWithValue("next");
    }

    @Test
    void aSlowLoadDelaysTheNextOneNoLongerThanTheDeadline() {
        TestNode node = away(Consistency.BOUNDED);
        get(node, early);
        FutureTask<@Nullable String> next = started(() -> node.get("k", () -> "next"));
        assertThat(result(next)).isEqualTo("next");
    }

    @Test
    void aLoaderMayAskForTheKeyThatItLoads() {
        TestNode node = away(Consistency.BOUNDED);
        assertThat(node.get("k", () -> "outer " + node.get("k", () -> "inner"))).isEqualTo("outer inner");
    }

    @Test
    void aCacheThatMayBeBehindSharesAYoungLoad() {
        TestNode node = awayWithNear();
        CompletableFuture<@Nullable String> first = get(node, early);
        CompletableFuture<@Nullable String> second = get(node, CompletableFuture.completedFuture("own"));
        early.complete("shared");
        assertThat(first).isCompletedWithValue("shared");
        assertThat(second).isCompletedWithValue("shared");
    }

    @Test
    void noLoadFromBeforeAnInvalidationOfThisProcessIsShared() {
        TestNode node = awayWithNear();
        get(node, early);
        assertThat(node.invalidate("k")).isFalse();
        assertThat(get(node, CompletableFuture.completedFuture("new"))).isCompletedWithValue("new");
    }

    @Test
    void noLoadIsSharedThatIsNotYoung() {
        TestNode node = awayWithNear();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> leader = started(() -> node.get("k", () -> {
            loading.countDown();
            await(go);
            return "old";
        }));
        await(loading);
        node.time.advance(Flights.BLIND_JOIN_LIMIT);
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
        go.countDown();
        assertThat(result(leader)).isEqualTo("old");
    }

    /** A read of several keys, whose load brings a value for each as soon as the stage is complete. */
    private static CompletableFuture<Map<String, @Nullable String>> getAll(
            TestNode node, CompletionStage<String> loaded, String... keys) {
        return node.strategies
                .reader()
                .bulk(node.region, Stream.of(keys).map(node::key).toList(), Caller.continuedOn(Runnable::run))
                .load(missing -> loaded.thenApply(value ->
                        missing.stream().collect(Collectors.toMap(key -> key, key -> value + " " + key.text()))))
                .thenApply(found -> {
                    Map<String, @Nullable String> texts = new TreeMap<>();
                    found.forEach((key, value) -> texts.put(key.text(), value.value()));
                    return texts;
                })
                .toCompletableFuture();
    }

    @ParameterizedTest
    @EnumSource
    void readsOfSeveralKeysShareTheNextLoadOfEach(Consistency consistency) {
        TestNode node = away(consistency);
        CompletableFuture<String> next = new CompletableFuture<>();
        CompletableFuture<Map<String, @Nullable String>> first = getAll(node, early, "a", "b");
        CompletableFuture<Map<String, @Nullable String>> second = getAll(node, next, "a", "b");
        CompletableFuture<Map<String, @Nullable String>> third =
                getAll(node, CompletableFuture.completedFuture("third"), "b", "c");
        CompletableFuture<@Nullable String> single = get(node, CompletableFuture.completedFuture("single"));

        assertThat(single).isCompletedWithValue("single");
        early.complete("first");
        assertThat(first).isCompletedWithValue(Map.of("a", "first a", "b", "first b"));
        assertThat(third).isNotDone();
        next.complete("second");
        assertThat(second).isCompletedWithValue(Map.of("a", "second a", "b", "second b"));
        assertThat(third).isCompletedWithValue(Map.of("b", "second b", "c", "third c"));
        assertThat(node.events.count("load")).isEqualTo(4);
    }

    @Test
    void aReadOfSeveralKeysSharesALoadWithReadsOfOne() {
        TestNode node = away(Consistency.BOUNDED);
        CompletableFuture<Map<String, @Nullable String>> first = getAll(node, early, "a", "k");
        CompletableFuture<@Nullable String> single = get(node, CompletableFuture.completedFuture("single"));
        CompletableFuture<Map<String, @Nullable String>> late =
                getAll(node, CompletableFuture.completedFuture("late"), "k");
        assertThat(single).isNotDone();

        early.complete("first");

        assertThat(first).isCompletedWithValue(Map.of("a", "first a", "k", "first k"));
        assertThat(single).isCompletedWithValue("single");
        assertThat(late).isCompletedWithValue(Map.of("k", "single"));
    }

    @Test
    void theFailureOfALoadOfSeveralKeysIsThatOfAllWhoShareIt() {
        TestNode node = away(Consistency.BOUNDED);
        CompletableFuture<String> failing = new CompletableFuture<>();
        getAll(node, early, "a");
        CompletableFuture<Map<String, @Nullable String>> second = getAll(node, failing, "a", "b");
        CompletableFuture<Map<String, @Nullable String>> third =
                getAll(node, CompletableFuture.completedFuture("third"), "a");
        early.complete("first");
        IllegalStateException failure = new IllegalStateException("database");

        failing.completeExceptionally(failure);

        assertThat(failureOf(second)).isSameAs(failure);
        assertThat(failureOf(third)).isSameAs(failure);
        assertThat(getAll(node, CompletableFuture.completedFuture("after"), "a", "b"))
                .isCompletedWithValue(Map.of("a", "after a", "b", "after b"));
    }

    @Test
    void aLoaderOfSeveralKeysMayAskForOneOfThem() {
        TestNode node = away(Consistency.BOUNDED);
        BulkReadCall<@Nullable String> call =
                node.strategies.reader().bulk(node.region, List.of(node.key("a"), node.key("b")), Caller.BLOCKING);
        Map<EntryKey, Found<@Nullable String>> found = call.load(missing -> {
                    String inner = getAll(node, CompletableFuture.completedFuture("inner"), "a", "c")
                            .join()
                            .toString();
                    return CompletableFuture.completedFuture(
                            missing.stream().collect(Collectors.toMap(key -> key, key -> inner)));
                })
                .toCompletableFuture()
                .join();
        assertThat(found.values()).extracting(Found::value).containsOnly("{a=inner a, c=inner c}");
    }

    /** Another caller waits for the load already, so waiting for that caller would be waiting for itself. */
    @Test
    void aLoaderThatReadsSeveralKeysDoesNotWaitForWhoWaitsForIt() {
        TestNode node = away(Consistency.BOUNDED);
        List<CompletableFuture<@Nullable String>> waiting = new ArrayList<>();
        String outer = node.get("k", () -> {
            waiting.add(get(node, CompletableFuture.completedFuture("next")));
            return "outer "
                    + getAll(node, CompletableFuture.completedFuture("inner"), "k", "a")
                            .getNow(Map.of());
        });
        assertThat(outer).contains("inner k").contains("inner a");
        assertThat(waiting).allSatisfy(other -> assertThat(other).isCompletedWithValue("next"));
    }

    @Test
    void whatAReadOfSeveralKeysHasLoadedIsKeptNearForAMoment() {
        TestNode node = awayWithNear();
        getAll(node, CompletableFuture.completedFuture("first"), "a", "b");
        assertThat(getAll(node, CompletableFuture.completedFuture("second"), "a", "b"))
                .isCompletedWithValue(Map.of("a", "first a", "b", "first b"));
        assertThat(node.events.count("load")).isEqualTo(1);
    }

    @Test
    void aReadOfSeveralKeysSharesYoungLoadsOfACacheThatMayBeBehind() {
        TestNode node = awayWithNear();
        CompletableFuture<@Nullable String> first = get(node, early);
        CompletableFuture<Map<String, @Nullable String>> second =
                getAll(node, CompletableFuture.completedFuture("second"), "k", "b");
        early.complete("shared");
        assertThat(first).isCompletedWithValue("shared");
        assertThat(second).isCompletedWithValue(Map.of("k", "shared", "b", "second b"));
    }
}
