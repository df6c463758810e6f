package dev.cachekit.benchmarks.large;

import static dev.cachekit.benchmarks.large.Pipeline.latin;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.benchmarks.contender.CacheKitApplication;
import dev.cachekit.benchmarks.contender.Product;
import dev.cachekit.redisson.testing.RespConnection;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** CacheKit's: it writes one entry in every lane, and the others are made of the same bytes. */
final class CacheKitEntries implements Entries, AutoCloseable {

    static final String CACHE = "products";

    /** The names of all keys, up to the text. */
    static final String START = "shop:{??}:products:2:";

    private static final CacheSpace SPACE = new CacheSpace("shop", CACHE, CACHE);
    private static final int KEYS_PER_READ = 500;

    private final AnnotationConfigApplicationContext context;
    private final Cache<String, Product> cache;

    CacheKitEntries(String url) {
        context = CacheKitApplication.with(
                Map.of("cachekit.redis.url", url, "cachekit.caches." + CACHE + ".ttl", LargeRounds.TTL.toString()));
        context.refresh();
        cache = context.getBean(CacheKit.class).cache(CACHE, Product.class);
    }

    Cache<String, Product> cache() {
        return cache;
    }

    /** As it names the key of a number. */
    static String name(int number) {
        return key(number).storeKey();
    }

    private static EntryKey key(int number) {
        return new EntryKey(SPACE, Crowd.text(number));
    }

    @Override
    public void write(IntStream numbers) {
        byte[] ttl = latin(Long.toString(LargeRounds.TTL.toMillis()));
        Map<Lane, byte[]> values = oneOfEachLane();
        try (Pipeline pipeline = new Pipeline(0)) {
            numbers.mapToObj(CacheKitEntries::key)
                    .forEach(key -> pipeline.send(
                            latin("SET"), latin(key.storeKey()), values.get(key.lane()), latin("PX"), ttl));
        }
    }

    /** An entry counts only with the incarnation of its own lane. */
    private Map<Lane, byte[]> oneOfEachLane() {
        Map<Lane, byte[]> values = new HashMap<>();
        try (RespConnection connection = BenchmarkRedis.connect()) {
            for (int number = 0; values.size() < Lane.COUNT; number++) {
                EntryKey key = key(number);
                if (!values.containsKey(key.lane())) {
                    cache.put(key.text(), Product.load(number));
                    values.put(key.lane(), latin((String) connection.send("GET", key.storeKey())));
                }
            }
        }
        return values;
    }

    @Override
    public long count(IntStream numbers) {
        List<String> texts = numbers.mapToObj(Crowd::text).toList();
        long count = 0;
        for (int from = 0; from < texts.size(); from += KEYS_PER_READ) {
            List<String> some = texts.subList(from, Math.min(from + KEYS_PER_READ, texts.size()));
            count += cache.getAll(new ArrayList<>(some)).size();
        }
        return count;
    }

    @Override
    public void close() {
        context.close();
    }
}
