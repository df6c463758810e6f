package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static dev.cachekit.strategy.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.CopyMode;
import dev.cachekit.spi.EntryKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The thread on which the store answers, here that of the test, decodes nothing. */
class NearFillThreadTest {

    private static TestNode node(CopyMode copy) {
        return TestNode.with((CacheOptions options) ->
                options.with(CacheSetting.NEAR_ENABLED, true, "test").with(CacheSetting.NEAR_COPY, copy, "test"));
    }

    private static void assertKeptByAnotherThread(TestNode node, FutureTask<?> caller) {
        until(node.store, store -> store.count(Operation.FILL) == 1);
        until(caller, task -> {
            node.store.releaseHanging();
            return task.isDone();
        });
        result(caller);
        assertThat(node.codec.readers).doesNotContain(Thread.currentThread());
        assertThat(node.near.size(node.region.space())).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aFilledValueIsDecodedWhereItWasLoaded(CopyMode copy) {
        TestNode node = node(copy);
        node.store.next(Operation.FILL, new Fault.Hang());
        assertKeptByAnotherThread(node, started(() -> node.get("k", () -> "new")));
    }

    @ParameterizedTest
    @EnumSource
    void soAreTheValuesOfABulkLoad(CopyMode copy) {
        TestNode node = node(copy);
        node.store.next(Operation.FILL, new Fault.Hang());
        EntryKey key = node.key("k");
        assertKeptByAnotherThread(
                node,
                started(() -> outcome(node.strategies
                        .reader()
                        .bulk(node.region, List.of(key), Caller.BLOCKING)
                        .load(missing -> Stages.computed(() -> Map.of(key, "new"))))));
    }

    @Test
    void aValueThatIsCopiedForEachHitIsNotDecodedToBeKept() {
        TestNode node = node(CopyMode.ON_READ);
        assertThat(node.get("k", () -> "new")).isEqualTo("new");
        assertThat(node.codec.readers).isEmpty();
        assertThat(node.get("k", () -> "other")).isEqualTo("new");
        assertThat(node.events.all()).contains("near hit");
    }
}
