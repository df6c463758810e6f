package dev.cachekit.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Eight threads that call without pause, and what came of it. */
final class Readers {

    private static final int THREADS = 8;

    private long[] nanos = {};
    private int stale;

    /** Reads for a time; something happens after a quarter of it. */
    static Readers read(SilentRedisTest.Shop shop, SilentRedisTest.Prices prices, Duration time, Runnable meanwhile) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            long end = System.nanoTime() + time.toNanos();
            List<Future<Readers>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                SplittableRandom random = new SplittableRandom(i);
                all.add(threads.submit(() -> readUntil(end, shop, prices, random)));
            }
            Thread.sleep(time.dividedBy(4).toMillis());
            meanwhile.run();
            Readers together = new Readers();
            for (Future<Readers> one : all) {
                together.add(one.get());
            }
            return together;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdown();
        }
    }

    private static Readers readUntil(
            long end, SilentRedisTest.Shop shop, SilentRedisTest.Prices prices, SplittableRandom random) {
        Readers mine = new Readers();
        long[] times = new long[1_000_000];
        int calls = 0;
        for (long start = System.nanoTime(); start < end && calls < times.length; start = System.nanoTime()) {
            int id = random.nextInt(SilentRedisTest.Shop.KEYS);
            long atLeast = shop.acknowledged(id);
            mine.stale += prices.price(id) < atLeast ? 1 : 0;
            times[calls++] = System.nanoTime() - start;
        }
        mine.nanos = Arrays.copyOf(times, calls);
        return mine;
    }

    void add(Readers other) {
        long[] both = Arrays.copyOf(nanos, nanos.length + other.nanos.length);
        System.arraycopy(other.nanos, 0, both, nanos.length, other.nanos.length);
        Arrays.sort(both);
        nanos = both;
        stale += other.stale;
    }

    int calls() {
        return nanos.length;
    }

    int stale() {
        return stale;
    }

    long p99Micros() {
        return nanos[(int) (nanos.length * 0.99)] / 1_000;
    }

    /** One call in a thousand may take longer. */
    Duration p999() {
        return Duration.ofNanos(nanos[(int) (nanos.length * 0.999)]);
    }

    Duration longest() {
        return Duration.ofNanos(nanos[nanos.length - 1]);
    }
}
