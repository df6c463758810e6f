package dev.cachekit.strategy;

import static dev.cachekit.strategy.TestNode.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.operation.FailoverRule;
import dev.cachekit.recovery.Recovery;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A store that the breaker leaves alone gets nothing of the reads of an outage: they would bury it when it comes back. */
class OpenBreakerTest {

    private final ManualScheduler clock = new ManualScheduler();
    private @Nullable FaultyEntryStore store;
    private @Nullable Recovery recovery;
    private final TestNode node = TestNode.with(options -> options, this::guarded);

    private EntryStore guarded(EntryStore inner) {
        store = new FaultyEntryStore(inner, clock);
        recovery = Recovery.guarding(
                store,
                clock,
                new CacheListener() {},
                new Recovery.Rules(BreakerSettings.DEFAULT, FailoverRule.REPLAY, List::of));
        return recovery.store();
    }

    private FaultyEntryStore store() {
        return Objects.requireNonNull(store);
    }

    private void openBreaker() {
        store().breakDown();
        Recovery opened = Objects.requireNonNull(recovery);
        opened.onSilence(0, new BackendUnavailableException("test", null));
        opened.onSilence(0, new BackendUnavailableException("test", null)); // the first after the start blames nobody
        store().resetCounts();
    }

    private Map<Operation, Long> sent() {
        Map<Operation, Long> sent = new HashMap<>();
        Stream.of(Operation.values())
                .filter(operation -> store().count(operation) > 0)
                .forEach(operation -> sent.put(operation, store().count(operation)));
        return sent;
    }

    private static Map<EntryKey, @Nullable String> all(Collection<EntryKey> missing) {
        Map<EntryKey, @Nullable String> values = new HashMap<>();
        missing.forEach(key -> values.put(key, "v"));
        return values;
    }

    @Test
    void aReadSendsNothing() {
        openBreaker();
        assertThat(node.get("k", () -> "v")).isEqualTo("v");
        assertThat(sent()).isEmpty();
    }

    @Test
    void aReadOfSeveralKeysSendsNothing() {
        openBreaker();
        List<EntryKey> keys = List.of(node.key("a"), node.key("b"));
        assertThat(outcome(node.strategies
                        .reader()
                        .bulk(node.region, keys, Caller.BLOCKING)
                        .load(missing -> Stages.computed(() -> all(missing)))))
                .containsOnlyKeys(keys);
        assertThat(sent()).isEmpty();
    }

    @Test
    void aLeaseThatMayHaveBeenGrantedIsGivenBack() {
        store().next(Operation.LEASE, new Fault.LoseAnswer());
        assertThat(node.get("k", () -> "v")).isEqualTo("v");
        assertThat(sent()).containsEntry(Operation.RELEASE, 1L);
    }
}
