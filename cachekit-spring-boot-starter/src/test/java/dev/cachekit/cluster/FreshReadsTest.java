package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.LoadOptions;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.redisson.client.RedissonClients;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

/**
 * Random reads and writes of a few hot keys by two CacheKits on one Redis. The database is a number per key that only
 * grows. Whatever happens, a read that begins after an acknowledged change never returns an older number.
 */
class FreshReadsTest {

    private static final int KEYS = 4;
    private static final int READERS = 8;
    private static final int WRITERS = 3;
    private static final int READS = 4_000;
    private static final int WRITES = 600;
    private static final long SEED = 20_261_121;
    private static final LoadOptions SHORT_LEASE = LoadOptions.defaults().withLease(Duration.ofMillis(100));

    private static RedisServer redis;
    private static RedissonClient client;
    private static SystemScheduler scheduler;
    private static RedissonBackend backend;
    private static List<CacheKitEngine> kits;

    private final AtomicLongArray database = new AtomicLongArray(KEYS);
    private final AtomicLongArray acknowledged = new AtomicLongArray(KEYS);
    private final List<Lock> rows = new ArrayList<>();
    private final LongAdder hits = new LongAdder();

    @BeforeAll
    static void connect() {
        redis = RedisServer.start();
        client = RedissonClients.create(NodeSettings.of(redis.url()));
        scheduler = new SystemScheduler();
        backend = RedissonBackend.create(client, "fresh", scheduler, Duration.ofSeconds(1));
        kits = List.of(kit(), kit());
    }

    @AfterAll
    static void disconnect() {
        kits.forEach(CacheKitEngine::close);
        backend.close();
        client.shutdown();
        scheduler.close();
        redis.close();
    }

    @Test
    void readsAreNeverOlderThanWhatWasAcknowledgedBeforeThem() throws Exception {
        for (int key = 0; key < KEYS; key++) {
            rows.add(new ReentrantLock());
        }
        ExecutorService threads = Executors.newFixedThreadPool(READERS + WRITERS);
        List<Future<Integer>> readers = new ArrayList<>();
        List<Future<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(threads.submit(reader(cache(i), new Random(SEED + i))));
        }
        for (int i = 0; i < WRITERS; i++) {
            writers.add(threads.submit(writer(cache(i), new Random(SEED - 1 - i))));
        }

        int stale = sum(readers);
        int changes = sum(writers);
        threads.shutdown();

        System.out.printf(
                "fresh reads: %d reads (%d from the cache), %d changes, %d stale%n",
                READERS * READS, hits.sum(), changes, stale);
        assertThat(stale).isZero();
        assertThat(hits.sum()).isPositive();
    }

    /** Returns how many reads were stale. */
    private Callable<Integer> reader(Cache<Integer, Long> cache, Random random) {
        return () -> {
            int stale = 0;
            for (int i = 0; i < READS; i++) {
                int key = random.nextInt(KEYS);
                int loadMicros = random.nextInt(2_000);
                boolean[] loaded = new boolean[1];
                long atLeast = acknowledged.get(key);
                Long value = cache.get(
                        key,
                        same -> {
                            loaded[0] = true;
                            long read = database.get(same);
                            LockSupport.parkNanos(loadMicros * 1_000L);
                            return read;
                        },
                        SHORT_LEASE);
                if (value == null || value < atLeast) {
                    stale++;
                }
                if (!loaded[0]) {
                    hits.increment();
                }
            }
            return stale;
        };
    }

    /** Changes rows, by invalidation or by write-through. Returns how many. */
    private Callable<Integer> writer(Cache<Integer, Long> cache, Random random) {
        return () -> {
            for (int i = 0; i < WRITES; i++) {
                int key = random.nextInt(KEYS);
                long written = random.nextBoolean() ? invalidate(cache, key) : writeThrough(cache, key);
                acknowledged.accumulateAndGet(key, written, Math::max);
                LockSupport.parkNanos(random.nextInt(3_000_000));
            }
            return WRITES;
        };
    }

    private long invalidate(Cache<Integer, Long> cache, int key) {
        long written = change(key);
        cache.invalidate(key);
        return written;
    }

    private long writeThrough(Cache<Integer, Long> cache, int key) {
        Long written = cache.write(key, () -> change(key));
        return written == null ? 0 : written;
    }

    /** A row lock, as a database has: the commits of one row have an order. */
    private long change(int key) {
        Lock row = rows.get(key);
        row.lock();
        try {
            return database.incrementAndGet(key);
        } finally {
            row.unlock();
        }
    }

    private static Cache<Integer, Long> cache(int thread) {
        return kits.get(thread % kits.size()).cache("numbers", Long.class);
    }

    private static int sum(List<Future<Integer>> counts) throws Exception {
        int sum = 0;
        for (Future<Integer> count : counts) {
            sum += count.get();
        }
        return sum;
    }

    private static CacheKitEngine kit() {
        return new CacheKitBuilder()
                .app("fresh")
                .backend(backend)
                .scheduler(scheduler)
                .build();
    }
}
