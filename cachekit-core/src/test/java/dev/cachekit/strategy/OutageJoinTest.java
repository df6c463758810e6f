package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.Consistency;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
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
}
