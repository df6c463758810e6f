package dev.cachekit.strategy;

import dev.cachekit.contract.FaultyEntryStore;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CounterStore;
import dev.cachekit.spi.EntryStore;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A bundle whose requests go at once. Told when it is sent, it says what was asked for meanwhile, such as {LEASE=2}. */
final class CountedBundle implements Bundle {

    private final FaultyEntryStore store;
    private final Consumer<String> sent;
    private final Map<Operation, Long> before;

    CountedBundle(FaultyEntryStore store, Consumer<String> sent) {
        this.store = store;
        this.sent = sent;
        this.before = counts();
    }

    private Map<Operation, Long> counts() {
        Map<Operation, Long> counts = new TreeMap<>();
        for (Operation operation : Operation.values()) {
            counts.put(operation, store.count(operation));
        }
        return counts;
    }

    @Override
    public EntryStore entries() {
        return store;
    }

    @Override
    public CounterStore counters() {
        throw new IllegalStateException("caches have no counters");
    }

    @Override
    public void send() {
        Map<Operation, Long> asked = counts();
        asked.replaceAll((operation, count) -> count - before.getOrDefault(operation, 0L));
        asked.values().removeIf(count -> count == 0);
        sent.accept(asked.toString());
    }
}
