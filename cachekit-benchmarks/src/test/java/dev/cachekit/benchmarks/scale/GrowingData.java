package dev.cachekit.benchmarks.scale;

import com.github.benmanes.caffeine.cache.Cache;
import dev.cachekit.benchmarks.contender.Product;
import dev.cachekit.benchmarks.shop.Shop;
import dev.cachekit.redisson.testing.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;

/** More and more keys, each number of them on a server of its own. */
final class GrowingData implements Part {

    private static final int REMOVED = 500;
    private static final int NEAR_HITS = 100_000;

    /** Goes over all keys in an order that no cache of a processor foresees. */
    private static final long STEP = 7_368_787;

    private static final List<String> HEAD =
            List.of("", "keys", "ns per call", "x the first", "CPU µs Redis", "commands");

    /**
     * A shop and its server.
     *
     * @param keys how many keys it has
     * @param redis its server
     * @param shop the shop
     */
    private record Stocked(int keys, RedisServer redis, Shop shop) implements AutoCloseable {

        static Stocked open(int keys, boolean near) {
            RedisServer redis = RedisServer.start();
            Shop shop = Shop.on(redis.url(), near);
            shop.fill(0, keys);
            if (near) {
                shop.read(0, keys);
            }
            return new Stocked(keys, redis, shop);
        }

        IntConsumer find() {
            return call -> shop.goods().find(call * STEP % keys);
        }

        /** The same keys without a proxy, a liveness check, and Redis behind it. */
        Slice.Calls inCaffeine() {
            Cache<Long, Product> caffeine =
                    BareCaffeine.of(LongStream.range(0, keys).mapToObj(Product::load));
            return new Slice.Calls(
                    "bare Caffeine",
                    NEAR_HITS,
                    call -> Objects.requireNonNull(caffeine.getIfPresent(call * STEP % keys)));
        }

        /** Of keys that are there beside the others. */
        Slice.Calls removals() {
            return new Slice.Calls(
                    "invalidate",
                    REMOVED,
                    () -> shop.fill(keys, REMOVED),
                    call -> shop.goods().changed((long) keys + call % REMOVED));
        }

        Slices.Place place(List<Slice.Calls> calls) {
            return new Slices.Place(String.format(Locale.ROOT, "%,d", keys), List.of(redis), calls);
        }

        @Override
        public void close() {
            shop.close();
            redis.close();
        }
    }

    @Override
    public String title() {
        return "keys";
    }

    @Override
    public List<Table> measure(Extent extent) {
        List<List<String>> rows = new ArrayList<>(rows(
                extent, false, shop -> List.of(new Slice.Calls("Redis hit", REMOVED, shop.find()), shop.removals())));
        rows.addAll(rows(
                extent, true, shop -> List.of(new Slice.Calls("near hit", NEAR_HITS, shop.find()), shop.inCaffeine())));
        return List.of(new Table(
                "One thread, every key as likely as any other, medians and quartiles of " + extent.rounds()
                        + " rounds.",
                HEAD,
                rows));
    }

    private static List<List<String>> rows(Extent extent, boolean near, Function<Stocked, List<Slice.Calls>> calls) {
        List<Stocked> shops = new ArrayList<>();
        try {
            extent.keys().forEach(keys -> shops.add(Stocked.open(keys, near)));
            return Slices.take(
                            shops.stream()
                                    .map(shop -> shop.place(calls.apply(shop)))
                                    .toList(),
                            extent)
                    .rows(GrowingData::shown);
        } finally {
            shops.forEach(Stocked::close);
        }
    }

    private static List<String> shown(Usage usage) {
        return List.of(String.format(Locale.ROOT, "%.2f", usage.cpuMicros()), usage.list());
    }
}
