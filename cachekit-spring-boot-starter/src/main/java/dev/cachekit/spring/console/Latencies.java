package dev.cachekit.spring.console;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long something took in about the last minute. Times are counted in buckets none of which is wider than an eighth of what
 * it begins with, so a percentile is never more than an eighth too long, and the memory is bounded. What happens while a part of
 * the minute is replaced by a new one may be counted in either. Safe for use by many threads; nobody waits.
 */
final class Latencies {

    private static final int SLICES = 6;
    private static final long SLICE_NANOS = Duration.ofSeconds(10).toNanos();

    /** Up to a day; what takes longer counts as that. */
    private static final int BUCKETS = bucket(Duration.ofDays(1).toNanos() / 1000) + 1;

    /** Ten seconds of the minute. */
    private static final class Slice {
        final long number;
        final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

        Slice(long number) {
            this.number = number;
        }
    }

    private final LongSupplier nanoTime;
    private final AtomicReferenceArray<@Nullable Slice> slices = new AtomicReferenceArray<>(SLICES);

    Latencies(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void record(Duration time) {
        long micros = Math.max(0, time.toNanos() / 1000);
        slice().counts.incrementAndGet(Math.min(BUCKETS - 1, bucket(micros)));
    }

    Percentiles percentiles() {
        long now = number();
        long[] counts = new long[BUCKETS];
        for (int i = 0; i < SLICES; i++) {
            Slice slice = slices.get(i);
            if (slice != null && now - slice.number < SLICES) {
                add(slice.counts, counts);
            }
        }
        return Percentiles.of(counts, Latencies::longestMicros);
    }

    private static void add(AtomicLongArray some, long[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += some.get(i);
        }
    }

    private Slice slice() {
        long now = number();
        int place = (int) Math.floorMod(now, (long) SLICES);
        Slice slice = slices.get(place);
        if (slice != null && slice.number == now) {
            return slice;
        }
        Slice fresh = new Slice(now);
        Slice witness = slices.compareAndExchange(place, slice, fresh);
        return witness == slice || witness == null ? fresh : witness;
    }

    private long number() {
        return Math.floorDiv(nanoTime.getAsLong(), SLICE_NANOS);
    }

    /** One for each of the first eight microseconds, then eight for every doubling. */
    static int bucket(long micros) {
        if (micros < 8) {
            return (int) micros;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(micros);
        return (exponent - 2) * 8 + (int) (micros >>> (exponent - 3) & 7);
    }

    /** The longest time, in whole microseconds, that a bucket counts. */
    static long longestMicros(int bucket) {
        if (bucket < 8) {
            return bucket;
        }
        int exponent = bucket / 8 + 2;
        return ((8L + bucket % 8 + 1) << (exponent - 3)) - 1;
    }
}
