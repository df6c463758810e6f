package dev.cachekit.benchmarks.scale;

import dev.cachekit.benchmarks.contender.Json;
import dev.cachekit.benchmarks.contender.Product;
import dev.cachekit.benchmarks.shop.Shop;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.redisson.testing.RespConnection;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** What an entry weighs, in Redis and in the heap. */
final class Weights implements Part {

    private static final int KEYS_REMEMBERED = 10_000;
    private static final int COLLECTIONS = 10;
    private static final long NOISE_BYTES = 4_096;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    @Override
    public String title() {
        return "memory";
    }

    @Override
    public List<Table> measure(Extent extent) {
        List<String> inTheHeap = inTheHeap(extent.kept());
        List<List<String>> inRedis = new ArrayList<>();
        for (int keys : extent.keys()) {
            inRedis.add(inRedis(keys));
        }
        return List.of(
                new Table(
                        "Redis, bytes of one entry; a plain entry has the same JSON and a TTL under a name as short as can be.",
                        List.of(
                                "entries",
                                "growth of `used_memory` per entry",
                                "`MEMORY USAGE`",
                                "name and value",
                                "JSON",
                                "`MEMORY USAGE` of a plain entry"),
                        inRedis),
                new Table(
                        String.format(
                                Locale.ROOT,
                                "Heap, bytes of one of %,d near entries; of one of %,d keys that an annotated method remembers.",
                                extent.kept(),
                                Math.min(KEYS_REMEMBERED, extent.kept())),
                        List.of("value alone", "in Caffeine, `expireAfterWrite`", "near entry", "remembered key"),
                        List.of(inTheHeap)));
    }

    private static List<String> inRedis(int keys) {
        try (RedisServer redis = RedisServer.start();
                Shop shop = Shop.on(redis.url(), false);
                RespConnection connection = redis.connect()) {
            byte[] json = Json.write(Product.load(keys / 2));
            long before = usedMemory(redis);
            shop.fill(0, keys);
            double growth = (double) (usedMemory(redis) - before) / keys;
            String name = shop.cache().explain((long) keys / 2).redisKey();
            connection.send("SET", "p:" + keys / 2, new String(json, StandardCharsets.ISO_8859_1), "EX", "3600");
            return List.of(
                    String.format(Locale.ROOT, "%,d", keys),
                    String.format(Locale.ROOT, "%.0f", growth),
                    connection.send("MEMORY", "USAGE", name).toString(),
                    "" + (name.length() + (Long) connection.send("STRLEN", name)),
                    "" + json.length,
                    connection.send("MEMORY", "USAGE", "p:" + keys / 2).toString());
        }
    }

    private static long usedMemory(RedisServer redis) {
        return Long.parseLong(redis.info("memory").get("used_memory"));
    }

    private static List<String> inTheHeap(int entries) {
        try (RedisServer redis = RedisServer.start();
                Shop plain = Shop.on(redis.url(), false);
                Shop near = Shop.on(redis.url(), true)) {
            plain.fill(0, entries);
            near.read(0, 1);
            plain.read(0, entries); // buffers and queues have their size by then
            List<Long> ids = LongStream.range(0, entries).boxed().toList();
            double value = grown(
                    entries, () -> new ArrayList<>(plain.cache().getAll(ids).values()));
            double caffeine = grown(entries, () -> BareCaffeine.of(plain.cache().getAll(ids).values().stream()));
            double kept = grown(entries, () -> {
                near.read(0, entries);
                return near;
            });
            int remembered = Math.min(KEYS_REMEMBERED, entries);
            double key = grown(remembered, () -> {
                LongStream.range(0, remembered).forEach(near.goods()::find);
                return near;
            });
            return List.of(bytes(value), bytes(caffeine), bytes(kept), bytes(key));
        }
    }

    /** By how much the heap has grown for each. */
    private static double grown(int count, Supplier<?> kept) {
        long before = used();
        Object still = kept.get();
        double growth = (double) (used() - before) / count;
        Reference.reachabilityFence(still);
        return growth;
    }

    /** What stays, once collections find nothing more: an application that has just been closed goes bit by bit. */
    private static long used() {
        long least = Long.MAX_VALUE;
        int inVain = 0;
        while (inVain < COLLECTIONS) {
            System.gc();
            long used = MEMORY.getHeapMemoryUsage().getUsed();
            inVain = used < least - NOISE_BYTES ? 0 : inVain + 1;
            least = Math.min(least, used);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return least;
    }

    private static String bytes(double bytes) {
        return String.format(Locale.ROOT, "%.0f", bytes);
    }
}
