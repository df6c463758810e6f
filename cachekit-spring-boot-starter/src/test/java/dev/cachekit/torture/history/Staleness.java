package dev.cachekit.torture.history;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How old reads were: the time from the first acknowledgement of a newer version to the begin of the read. */
public final class Staleness {

    private static final long MICRO = 1_000;
    private static final long[] LIMITS = {
        0, 100 * MICRO, 1_000 * MICRO, 10_000 * MICRO, 100_000 * MICRO, 1_000_000 * MICRO, 3_000_000 * MICRO
    };
    private static final String[] NAMES = {
        "fresh", "≤ 0.1 ms", "≤ 1 ms", "≤ 10 ms", "≤ 100 ms", "≤ 1 s", "≤ 3 s", "> 3 s"
    };

    private final long[] buckets = new long[NAMES.length];

    /** Stale reads are few; by nanoseconds, how often. */
    private final TreeMap<Long, Long> stale = new TreeMap<>();

    private long reads;

    void add(long nanos) {
        reads++;
        int bucket = 0;
        while (bucket < LIMITS.length && nanos > LIMITS[bucket]) {
            bucket++;
        }
        buckets[bucket]++;
        if (nanos > 0) {
            stale.merge(nanos, 1L, Long::sum);
        }
    }

    /** The staleness that a share of the reads does not exceed. */
    long quantile(double share) {
        long allowedAbove = (long) Math.floor(reads * (1 - share));
        long above = 0;
        for (Map.Entry<Long, Long> entry : stale.descendingMap().entrySet()) {
            above += entry.getValue();
            if (above > allowedAbove) {
                return entry.getKey();
            }
        }
        return 0;
    }

    public long max() {
        return stale.isEmpty() ? 0 : stale.lastKey();
    }

    static String header() {
        return "| cache | reads | p50 | p99 | max | " + String.join(" | ", NAMES) + " |\n"
                + "|---|".concat("---:|".repeat(4 + NAMES.length));
    }

    String row(String cache) {
        StringBuilder row = new StringBuilder("| ").append(cache).append(" | ").append(reads);
        for (long nanos : new long[] {quantile(0.5), quantile(0.99), max()}) {
            row.append(" | ").append(String.format(Locale.ROOT, "%.2f ms", nanos / 1e6));
        }
        for (long bucket : buckets) {
            row.append(" | ").append(bucket);
        }
        return row.append(" |").toString();
    }
}
