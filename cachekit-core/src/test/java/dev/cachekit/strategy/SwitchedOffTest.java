package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.strategy.CacheReader.Found;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache that is switched off and on again, with and without a near cache: reads go past it, all else goes on. */
class SwitchedOffTest {

    private final AtomicInteger loads = new AtomicInteger();
    private TestNode node = TestNode.withNear();

    private void node(boolean near) {
        node = near ? TestNode.withNear() : TestNode.create();
    }

    private static void enabled(TestNode node, boolean enabled) {
        node.region.change(
                CacheSettings.of(node.region.settings().origin().with(CacheSetting.ENABLED, enabled, "test")));
    }

    private @Nullable String read() {
        return node.get("k", () -> "loaded " + loads.incrementAndGet());
    }

    private Map<EntryKey, Found<@Nullable String>> readMany() {
        return outcome(node.strategies
                .reader()
                .bulk(node.region, List.of(node.key("k"), node.key("l")), Caller.BLOCKING)
                .load(missing -> Stages.computed(() -> {
                    loads.incrementAndGet();
                    return Map.of(node.key("k"), "many", node.key("l"), "many");
                })));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyReadLoadsAndNothingIsAskedOfTheStoreOrFilled(boolean near) {
        node(near);
        node.put("k", "stored");
        enabled(node, false);
        node.store.resetCounts();

        assertThat(read()).isEqualTo("loaded 1");
        assertThat(read()).isEqualTo("loaded 2");
        assertThat(node.find("k")).isEmpty();
        assertThat(readMany().values()).extracting(Found::value).containsOnly("many");
        assertThat(loads).hasValue(3);
        for (Operation operation : List.of(Operation.FIND, Operation.FIND_ALL, Operation.LEASE)) {
            assertThat(node.store.count(operation)).as(operation.name()).isZero();
        }
        assertThat(node.stored("l")).isInstanceOf(Lookup.Absent.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasCachedAndNotRemovedIsServedAgainAfterwards(boolean near) {
        node(near);
        read();
        enabled(node, false);
        read();
        enabled(node, true);

        assertThat(read()).isEqualTo("loaded 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasRemovedMeanwhileIsNotServedAfterwards(boolean near) {
        node(near);
        read();
        enabled(node, false);
        node.invalidate("k");
        enabled(node, true);

        assertThat(read()).isEqualTo("loaded 2");
    }

    @Test
    void whatAnotherProcessRemovedMeanwhileIsNotServedAfterwards() {
        TestNode other = node.other();
        read();
        enabled(node, false);
        other.invalidate("k");
        enabled(node, true);

        assertThat(read()).isEqualTo("loaded 2");
    }

    @Test
    void aProcessThatIsSwitchedOffRemovesForThoseThatAreNot() {
        TestNode other = node.other();
        other.get("k", () -> "old");
        enabled(node, false);
        node.invalidate("k");

        assertThat(other.get("k", () -> "new")).isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClearedCacheIsEmptyAfterwards(boolean near) {
        node(near);
        read();
        enabled(node, false);
        outcome(node.strategies
                .invalidator()
                .remove(node.region.space(), new Removal.Clear(node.region.space()), Caller.BLOCKING));
        enabled(node, true);

        assertThat(read()).isEqualTo("loaded 2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsWrittenMeanwhileIsServedAfterwards(boolean near) {
        node(near);
        read();
        enabled(node, false);
        node.put("k", "written");
        enabled(node, true);

        assertThat(read()).isEqualTo("written");
    }

    @Test
    void anExplicitReloadReplacesTheValueAllTheSame() {
        read();
        enabled(node, false);
        outcome(node.strategies
                .reader()
                .refresh(node.region, node.key("k"), Load.of(node.region, () -> "reloaded"), Caller.BLOCKING));
        enabled(node, true);

        assertThat(read()).isEqualTo("reloaded");
    }

    @Test
    void aLoadThatBeganBeforeStoresNothingThatWasRemovedMeanwhile() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch removed = new CountDownLatch(1);
        FutureTask<@Nullable String> early = started(() -> node.get("k", () -> {
            loading.countDown();
            TestNode.await(removed);
            return "old";
        }));
        TestNode.await(loading);
        enabled(node, false);
        node.invalidate("k");
        removed.countDown();
        assertThat(result(early)).isEqualTo("old");
        enabled(node, true);

        assertThat(read()).isEqualTo("loaded 1");
    }

    @Test
    void nobodyWaitsForTheLoadOfAnother() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> slow = started(() -> node.get("k", () -> {
            loading.countDown();
            TestNode.await(go);
            return "slow";
        }));
        TestNode.await(loading);
        enabled(node, false);

        assertThat(read()).isEqualTo("loaded 1");
        go.countDown();
        assertThat(result(slow)).isEqualTo("slow");
    }

    @Test
    void aCallerWhoLoadsByItselfIsGivenNothingToFill() {
        enabled(node, false);
        assertThat(outcome(node.strategies.reader().open(node.region, node.key("k"), Caller.BLOCKING)))
                .isEmpty();
    }

    @Test
    void aReadCountsAsAMiss() {
        read();
        enabled(node, false);
        read();
        node.find("k");

        assertThat(node.events.count("miss")).isEqualTo(3);
        assertThat(node.events.count("near hit")).isZero();
    }
}
