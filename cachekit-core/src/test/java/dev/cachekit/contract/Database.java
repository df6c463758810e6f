package dev.cachekit.contract;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One row whose value is its version, and those who read and write it through a store as the strategies do. */
final class Database {

    private final AtomicLong row = new AtomicLong();
    private final Queue<String> history = new ConcurrentLinkedQueue<>();
    private final StoreScenario scenario;
    private final EntryStore store;
    private final EntryKey key;

    Database(StoreScenario scenario, EntryKey key) {
        this.scenario = scenario;
        this.store = scenario.store();
        this.key = key;
    }

    String version() {
        return Long.toString(row.get());
    }

    /** Returns the version in the store, if there is one. */
    List<String> storedVersions() {
        return scenario.find(key) instanceof Lookup.Hit hit ? List.of(Sample.textOf(hit.entry())) : List.of();
    }

    List<String> history() {
        return List.copyOf(history);
    }

    String actAtRandom() {
        StringBuilder done = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            String action = action(ThreadLocalRandom.current().nextInt(7));
            history.add(action);
            done.append(action).append("; ");
        }
        return done.toString();
    }

    private String action(int choice) {
        return switch (choice) {
            case 0, 1 -> read();
            case 2 -> writeAndInvalidate();
            case 3 -> writeFenced(false);
            case 4 -> writeFenced(true);
            case 5 -> writeUnfenced(false);
            default -> writeUnfenced(true);
        };
    }

    private String read() {
        Token loader = Sample.token();
        if (!(scenario.lease(key, loader) instanceof LeaseReply.Granted)) {
            return "no lease";
        }
        long loaded = row.get();
        boolean stored = scenario.fill(key, Sample.entry(loader, Long.toString(loaded)));
        return "fill " + loaded + " " + stored;
    }

    private String writeAndInvalidate() {
        long written = row.incrementAndGet();
        scenario.await(store.invalidate(List.of(key)));
        return "invalidate " + written;
    }

    private String writeFenced(boolean versioned) {
        Token writer = Sample.token();
        scenario.fence(key, writer);
        return "fenced " + settle(writer, versioned, null);
    }

    private String writeUnfenced(boolean versioned) {
        return "unfenced " + settle(Sample.token(), versioned, scenario.stamp(key.lane()));
    }

    private String settle(Token writer, boolean versioned, @Nullable Long stampBefore) {
        long written = row.incrementAndGet();
        Entry entry = Sample.entry(writer, Long.toString(written), versioned ? written : null);
        Settlement settlement = new Settlement(writer, entry, Sample.LONG_TTL, stampBefore);
        return written + " versioned=" + versioned + " " + scenario.await(store.settle(key, settlement));
    }
}
