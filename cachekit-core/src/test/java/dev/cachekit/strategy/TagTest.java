package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.await;
import static dev.cachekit.strategy.TestNode.outcome;
import static dev.cachekit.strategy.TestNode.result;
import static dev.cachekit.strategy.TestNode.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.strategy.CacheReader.Found;
import dev.cachekit.strategy.CacheReaderTest.How;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TagTest {

    private final TestNode node = TestNode.create();

    private static Tags named(String... names) {
        return value -> List.of(names);
    }

    private @Nullable String get(String key, Tags tags, Load<@Nullable String> load) {
        return get(key, tags, load, Caller.BLOCKING);
    }

    private @Nullable String get(String key, Tags tags, Load<@Nullable String> load, Caller caller) {
        return outcome(node.strategies.reader().get(node.region, node.key(key), load.taggedBy(tags), caller));
    }

    private Load<@Nullable String> value(String value) {
        return Load.of(node.region, () -> value);
    }

    private void invalidateTag(String tag) {
        Removal removal = new Removal.Tags(node.region.space(), Set.of(tag));
        outcome(node.strategies.invalidator().remove(node.region.space(), removal, Caller.BLOCKING));
    }

    @ParameterizedTest
    @EnumSource
    void aTagInvalidatesTheValuesThatCarryIt(How how) {
        get("a", named("red", "big"), value("1"), how.caller);
        get("b", named("blue"), value("2"), how.caller);
        invalidateTag("red");
        assertThat(node.find("a")).isEmpty();
        assertThat(node.find("b")).contains("2");
    }

    @Test
    void tagsMayDependOnTheValue() {
        get("a", loaded -> List.of("color:" + loaded), value("red"));
        get("b", loaded -> List.of("color:" + loaded), value("blue"));
        invalidateTag("color:red");
        assertThat(node.find("a")).isEmpty();
        assertThat(node.find("b")).contains("blue");
    }

    @Test
    void aTagInvalidatedDuringTheLoadCoversTheLoadedValue() {
        get("a", named("red"), Load.of(node.region, () -> {
            invalidateTag("red");
            return "before";
        }));
        assertThat(node.find("a")).isEmpty();
        assertThat(get("a", named("red"), value("after"))).isEqualTo("after");
        assertThat(node.find("a")).contains("after");
    }

    @Test
    void whoeverComesAfterATagWasInvalidatedIsNotServedALoadFromBeforeIt() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> before = started(() -> get("a", named("red"), Load.of(node.region, () -> {
            loading.countDown();
            await(go);
            return "before";
        })));
        await(loading);
        invalidateTag("red");
        FutureTask<@Nullable String> after = started(() -> get("a", named("red"), value("after")));
        node.untilJoined("a", 1);
        go.countDown();
        assertThat(result(before)).isEqualTo("before");
        assertThat(result(after)).isEqualTo("after");
    }

    @Test
    void whoeverComesAfterAnotherTagWasInvalidatedIsServedWhatTheLoadHasStored() {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<@Nullable String> first = started(() -> get("a", named("red"), Load.of(node.region, () -> {
            loading.countDown();
            await(go);
            return "shared";
        })));
        await(loading);
        invalidateTag("blue");
        FutureTask<@Nullable String> second = started(() -> get("a", named("red"), value("own")));
        node.untilJoined("a", 1);
        go.countDown();
        assertThat(result(first)).isEqualTo("shared");
        assertThat(result(second)).isEqualTo("shared");
    }

    @Test
    void aLoadWithoutTagsDoesNotReadTheClock() {
        node.get("a", () -> "1");
        assertThat(node.store.count(Operation.TAG_CLOCK)).isZero();
    }

    @Test
    void whereTheClockCannotBeReadTheValueIsNotStored() {
        node.store.next(Operation.TAG_CLOCK, new Fault.Fail());
        assertThat(get("a", named("red"), value("1"))).isEqualTo("1");
        assertThat(node.stored("a")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void aReadOfSeveralKeysReadsTheClockOnce() {
        Map<EntryKey, Found<@Nullable String>> found = outcome(node.strategies
                .reader()
                .bulk(node.region, List.of(node.key("a"), node.key("b")), Caller.BLOCKING)
                .load(new BulkLoad<@Nullable String>(
                        missing -> {
                            Map<EntryKey, @Nullable String> values = new LinkedHashMap<>();
                            missing.forEach(key -> values.put(key, key.text()));
                            return Stages.computed(() -> values);
                        },
                        (key, value) -> node.region.lifetimeOf(value),
                        loaded -> List.of("color:" + loaded))));
        assertThat(found).hasSize(2);
        assertThat(node.store.count(Operation.TAG_CLOCK)).isEqualTo(1);
        invalidateTag("color:a");
        assertThat(node.find("a")).isEmpty();
        assertThat(node.find("b")).contains("b");
    }

    @Test
    void anIllegalTagFailsTheLoadAndEndsTheLease() {
        assertThat(TestNode.failureOf(node.strategies
                        .reader()
                        .get(node.region, node.key("a"), value("1").taggedBy(named(" ")), Caller.BLOCKING)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(node.stored("a")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }
}
