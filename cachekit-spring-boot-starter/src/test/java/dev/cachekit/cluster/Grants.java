package dev.cachekit.cluster;

import static dev.cachekit.cluster.LimitedNode.PER;
import static dev.cachekit.cluster.LimitedNode.PERMITS;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * When each permit was granted, by Redis's clock.
 *
 * @param micros in the order of time
 */
record Grants(long[] micros) {

    static final long LENGTH = TimeUnit.MICROSECONDS.convert(PER);

    /** How many were granted in the fullest window of that length, wherever it begins. */
    int inTheFullestWindow() {
        int most = 0;
        int first = 0;
        for (int last = 0; last < micros.length; last++) {
            while (micros[last] - micros[first] >= LENGTH) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** By how many permits a bucket has granted more than its burst and what came back since, over every span of time. */
    double beyondTheBucket() {
        double worst = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY; // of what was granted before, less what came back until then
        for (int i = 0; i < micros.length; i++) {
            double back = (micros[i] - micros[0]) * (double) PERMITS / LENGTH;
            lowest = Math.min(lowest, i - back);
            worst = Math.max(worst, i + 1 - back - lowest - PERMITS);
        }
        return worst;
    }

    /** How many were granted in the fullest window that begins at a multiple of its length. */
    long inTheFullestFixedWindow() {
        return fixedWindows().max().orElse(0);
    }

    /** How many were granted in the emptiest of them, but for the first and the last, which were not under pressure all the time. */
    long inTheEmptiestFixedWindow() {
        long[] all = fixedWindows().toArray();
        return Arrays.stream(all, 1, all.length - 1).min().orElse(0);
    }

    private LongStream fixedWindows() {
        long first = micros[0] / LENGTH;
        long[] counts = new long[(int) (micros[micros.length - 1] / LENGTH - first) + 1];
        for (long grant : micros) {
            counts[(int) (grant / LENGTH - first)]++;
        }
        return Arrays.stream(counts);
    }

    /**
     * Permits a second, from the first to the first of the last full hundred: what comes at once at the end has taken no time
     * yet, and would hide that all before came too slowly.
     */
    double aSecond() {
        int before = (int) ((micros.length - 1) / PERMITS * PERMITS);
        return before * 1e6 / (micros[before] - micros[0]);
    }

    /** Seconds from the first to the last. */
    double seconds() {
        return (micros[micros.length - 1] - micros[0]) / 1e6;
    }

    int count() {
        return micros.length;
    }
}
