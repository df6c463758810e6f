package dev.cachekit.benchmarks.scale;

import dev.cachekit.benchmarks.shop.Shop;
import dev.cachekit.redisson.testing.RedisCluster;
import dev.cachekit.redisson.testing.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** One server, a cluster of one primary, a cluster of three. */
final class GrowingCluster implements Part {

    private static final int KEYS = 10_000;
    private static final int BATCH = 500;
    private static final int MANY = 100;
    private static final AtomicLong UNKNOWN = new AtomicLong(1_000_000);

    /**
     * A shop and its servers.
     *
     * @param title what they are
     * @param servers the servers
     * @param shop the shop
     * @param end ends the servers
     */
    private record Stocked(String title, List<RedisServer> servers, Shop shop, Runnable end) implements AutoCloseable {

        static Stocked single() {
            RedisServer redis = RedisServer.startLocal();
            return new Stocked("one server", List.of(redis), Shop.on(redis.url(), false), redis::close).filled();
        }

        static Stocked cluster(int primaries) {
            RedisCluster cluster = RedisCluster.startOf(primaries);
            String title = "cluster of " + primaries;
            return new Stocked(title, cluster.servers(), Shop.onCluster(cluster.nodes()), cluster::close).filled();
        }

        private Stocked filled() {
            shop.fill(0, KEYS);
            return this;
        }

        Slices.Place place() {
            return new Slices.Place(
                    title,
                    servers,
                    List.of(
                            new Slice.Calls("hit", BATCH, call -> shop.goods().find((long) call % KEYS)),
                            new Slice.Calls(
                                    "miss and fill", BATCH, call -> shop.goods().find(UNKNOWN.incrementAndGet())),
                            new Slice.Calls(
                                    "invalidate",
                                    BATCH,
                                    () -> shop.fill(KEYS, BATCH),
                                    call -> shop.goods().changed((long) KEYS + call % BATCH)),
                            new Slice.Calls("hit of " + MANY + " keys", 20, this::readMany),
                            new Slice.Calls(
                                    "invalidate " + MANY + " keys",
                                    5,
                                    () -> shop.fill(KEYS, BATCH),
                                    call -> shop.goods().allChanged(ids(KEYS + call % 5 * MANY)))));
        }

        private void readMany(int call) {
            List<Long> ids = ids(call * MANY % KEYS);
            if (shop.goods().findAll(ids).size() != MANY) {
                throw new IllegalStateException("not all of " + ids + " were found");
            }
        }

        private static List<Long> ids(int from) {
            return LongStream.range(from, from + MANY).boxed().toList();
        }

        @Override
        public void close() {
            shop.close();
            end.run();
        }
    }

    @Override
    public String title() {
        return "cluster";
    }

    @Override
    public List<Table> measure(Extent extent) throws InterruptedException {
        List<Stocked> shops = new ArrayList<>();
        try {
            shops.add(Stocked.single());
            shops.add(Stocked.cluster(1));
            shops.add(Stocked.cluster(3));
            Slices slices = Slices.take(shops.stream().map(Stocked::place).toList(), extent);
            return List.of(calls(slices, extent), idle(shops, extent));
        } finally {
            shops.forEach(Stocked::close);
        }
    }

    private static Table calls(Slices slices, Extent extent) {
        return new Table(
                "One node, one thread, " + String.format(Locale.ROOT, "%,d", KEYS)
                        + " keys, no near cache; medians and quartiles of " + extent.rounds()
                        + " rounds. The times of all primaries share two cores with the caller.",
                List.of("", "on", "ns per call", "x one server", "CPU µs Redis", "commands"),
                slices.rows(usage -> List.of(String.format(Locale.ROOT, "%.2f", usage.cpuMicros()), usage.list())));
    }

    private static Table idle(List<Stocked> shops, Extent extent) throws InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        for (Stocked shop : shops) {
            Usage second = Idle.second(shop.servers(), extent);
            rows.add(List.of(shop.title(), second.list(), String.format(Locale.ROOT, "%,.0f", second.cpuMicros())));
        }
        return new Table(
                "An idle node that has read and written before, per second, all primaries together.",
                List.of("on", "commands", "CPU µs Redis"),
                rows);
    }
}
