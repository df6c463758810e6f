package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys that are read most, by a sample of the reads and in a bounded room: the Space-Saving algorithm of Metwally, Agrawal and
 * El Abbadi (2005), whose counts are halved now and then so that what was hot goes. For people. Safe for use by many threads; a
 * sample that would have to wait is left out.
 */
public final class HotKeys {

    /** One in so many reads is looked at; a power of two. */
    static final int SAMPLED = 64;

    private static final int KEYS = 200;
    private static final int HALVED_EVERY = 20_000;

    private final ReentrantLock counting = new ReentrantLock();
    private final Map<EntryKey, Long> counts = new HashMap<>();
    private int seen;

    HotKeys() {}

    /**
     * A key and how often it was read.
     *
     * @param key the key
     * @param reads roughly how many reads there were of late
     */
    public record Hot(EntryKey key, long reads) {}

    void saw(EntryKey key) {
        if ((ThreadLocalRandom.current().nextInt() & SAMPLED - 1) == 0) {
            count(key);
        }
    }

    void count(EntryKey key) {
        if (!counting.tryLock()) {
            return;
        }
        try {
            Long before = counts.get(key);
            counts.put(key, (before != null ? before : counts.size() < KEYS ? 0 : replacedCount()) + 1);
            if (++seen >= HALVED_EVERY) {
                seen = 0;
                counts.replaceAll((same, count) -> count / 2);
                counts.values().removeIf(count -> count == 0);
            }
        } finally {
            counting.unlock();
        }
    }

    /** A newcomer inherits the count of the rarest, which leaves: so nothing hot is missed, and what is rare may look hotter. */
    private long replacedCount() {
        EntryKey rarest = counts.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow();
        return counts.remove(rarest);
    }

    /**
     * Returns the hottest keys.
     *
     * @param most how many at most
     * @return the hottest first
     */
    public List<Hot> top(int most) {
        counting.lock();
        try {
            return counts.entrySet().stream()
                    .sorted(Map.Entry.<EntryKey, Long>comparingByValue(Comparator.reverseOrder()))
                    .limit(most)
                    .map(entry -> new Hot(entry.getKey(), entry.getValue() * SAMPLED))
                    .toList();
        } finally {
            counting.unlock();
        }
    }
}
