package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.KeyListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a listener of keys is told. */
final class KeyLog implements KeyListener {

    final List<String> removals = new CopyOnWriteArrayList<>();
    final Map<String, Integer> reads = new ConcurrentHashMap<>();

    @Override
    public void onRead(EntryKey key, int count) {
        reads.merge(key.text(), count, Integer::sum);
    }

    @Override
    public void onRemoval(Removal removal) {
        String queued = removal.outcome() == Outcome.QUEUED ? " queued" : "";
        String what = removal.kind() + " " + removal.count() + " " + removal.first();
        removals.add((removal.cache() + " " + what).strip() + queued);
    }
}
