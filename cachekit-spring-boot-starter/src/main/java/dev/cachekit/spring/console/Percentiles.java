package dev.cachekit.spring.console;

import java.util.function.IntToLongFunction;

/**
 * How long something took in about the last minute.
 *
 * @param count how often it happened
 * @param p50Micros half of them took at most so many microseconds
 * @param p99Micros 99 of 100 took at most so many microseconds
 * @param maxMicros none took more microseconds
 */
public record Percentiles(long count, long p50Micros, long p99Micros, long maxMicros) {

    static Percentiles of(long[] counts, IntToLongFunction micros) {
        long count = 0;
        for (long each : counts) {
            count += each;
        }
        return new Percentiles(
                count, at(counts, count, 0.5, micros), at(counts, count, 0.99, micros), at(counts, count, 1, micros));
    }

    private static long at(long[] counts, long count, double share, IntToLongFunction micros) {
        long rank = (long) Math.ceil(share * count);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank && counts[bucket] > 0) {
                return micros.applyAsLong(bucket);
            }
        }
        return 0;
    }
}
