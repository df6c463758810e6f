package dev.cachekit.torture.database;

import dev.cachekit.torture.history.Event.Commit;
import dev.cachekit.torture.history.HistoryFile;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rows. Commits of one row have an order and are written down inside it. */
final class Registers {

    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private final HistoryFile history;

    Registers(HistoryFile history) {
        this.history = history;
    }

    /** The last committed version; 0 if there is none. */
    long get(String row) {
        return versions.getOrDefault(row, 0L);
    }

    long commit(String row) {
        long start = System.nanoTime();
        long[] begun = {start};
        long version = versions.compute(row, (same, old) -> {
            begun[0] = System.nanoTime();
            return old == null ? 1L : old + 1;
        });
        history.add(new Commit(row, version, begun[0], System.nanoTime()));
        return version;
    }
}
