package dev.cachekit.spring.console;

import dev.cachekit.spi.EntryKey;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The keys that are read most, in bounded memory: the Space-Saving algorithm of Metwally, Agrawal and El Abbadi, "Efficient
 * Computation of Frequent and Top-k Elements in Data Streams", ICDT 2005. A key without a counter takes over that of the key with
 * the fewest reads, and what it may have too much by that is remembered; so a key with more than its share of all reads is never
 * missed. All counts are halved every minute, so they tell of the last few.
 *
 * <p>Safe for use by many threads. Who counts a read does not wait: if another is counting, the read is left out, of which the
 * keys that are read most have as large a share as of the others.
 */
final class HotKeys {

    /** Any key with more than one in so many reads is found. */
    static final int COUNTERS = 256;

    private static final long HALF_LIFE_NANOS = Duration.ofMinutes(1).toNanos();

    /**
     * A key that is read often.
     *
     * @param key the key
     * @param reads at least so many, as counted
     * @param share of all reads that were counted
     */
    record Hot(EntryKey key, long reads, double share) {}

    private static final class Counter {
        private long reads;
        private long tooMany;

        Counter(long reads, long tooMany) {
            this.reads = reads;
            this.tooMany = tooMany;
        }

        long atLeast() {
            return reads - tooMany;
        }

        void halve() {
            reads /= 2;
            tooMany /= 2;
        }
    }

    private final Lock lock = new ReentrantLock();
    private final LongSupplier nanoTime;
    private final Map<EntryKey, Counter> counters = new HashMap<>(); // under the lock, as all below
    private long total;
    private long halvedAt;

    HotKeys(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.halvedAt = nanoTime.getAsLong();
    }

    void read(EntryKey key, int reads) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            age();
            total += reads;
            count(key, reads);
        } finally {
            lock.unlock();
        }
    }

    /** The keys that were surely read, those with the most reads first. */
    List<Hot> top(int most) {
        lock.lock();
        try {
            age();
            return counters.entrySet().stream()
                    .filter(each -> each.getValue().atLeast() > 0)
                    .map(each -> hot(each.getKey(), each.getValue()))
                    .sorted(Comparator.comparingLong(Hot::reads)
                            .reversed()
                            .thenComparing(hot -> hot.key().text()))
                    .limit(most)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private Hot hot(EntryKey key, Counter counter) {
        return new Hot(key, counter.atLeast(), total == 0 ? 0 : (double) counter.atLeast() / total);
    }

    private void count(EntryKey key, int reads) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.reads += reads;
        } else if (counters.size() < COUNTERS) {
            counters.put(key, new Counter(reads, 0));
        } else {
            long fewest = takeOverFewest();
            counters.put(key, new Counter(fewest + reads, fewest));
        }
    }

    private long takeOverFewest() {
        Map.Entry<EntryKey, Counter> fewest =
                Collections.min(counters.entrySet(), Comparator.comparingLong(each -> each.getValue().reads));
        counters.remove(fewest.getKey());
        return fewest.getValue().reads;
    }

    private void age() {
        long minutes = (nanoTime.getAsLong() - halvedAt) / HALF_LIFE_NANOS;
        for (long n = 0; n < Math.min(minutes, Long.SIZE); n++) {
            counters.values().forEach(Counter::halve);
            total /= 2;
        }
        counters.values().removeIf(counter -> minutes > 0 && counter.reads == 0);
        halvedAt += minutes * HALF_LIFE_NANOS;
    }
}
