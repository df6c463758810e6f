package dev.cachekit.benchmarks.shop;

import dev.cachekit.Batch;
import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.benchmarks.contender.CacheKitApplication;
import dev.cachekit.benchmarks.contender.Product;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * An application that has nothing but CacheKit and one bean.
 *
 * @param context the application
 * @param goods the bean
 * @param cache its cache
 */
public record Shop(AnnotationConfigApplicationContext context, Goods goods, Cache<Long, Product> cache)
        implements AutoCloseable {

    /** What differs from the defaults. */
    public static final String SETTINGS =
            "TTL and `near.ttl` 1 h, `near.max-size` 1,100,000 where there is a near cache; "
                    + CacheKitApplication.SETTINGS;

    private static final int AT_ONCE = 500;
    private static final long NOT_FOR_SALE = -1;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Opens one on a single server; a near cache is in use by then. */
    public static Shop on(String url, boolean near) {
        Shop shop = open(Map.of("cachekit.redis.url", url), near);
        if (near) {
            shop.awaitNearHit();
        }
        return shop;
    }

    /** Opens one on a cluster. */
    public static Shop onCluster(List<String> nodes) {
        return open(Map.of("cachekit.redis.cluster.nodes", String.join(",", nodes)), false);
    }

    private static Shop open(Map<String, Object> address, boolean near) {
        Map<String, Object> properties = new HashMap<>(address);
        properties.put("cachekit.caches.goods.near.enabled", near);
        properties.put("cachekit.caches.goods.near.max-size", 1_100_000);
        properties.put("cachekit.caches.goods.near.ttl", "1h");
        AnnotationConfigApplicationContext context = CacheKitApplication.with(properties);
        context.register(Goods.class);
        context.refresh();
        return new Shop(
                context,
                context.getBean(Goods.class),
                context.getBean(CacheKit.class).cache(Goods.CACHE, Product.class));
    }

    /** A near cache serves nothing before it has been told for the first time that it has missed nothing. */
    private void awaitNearHit() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (cache.stats().nearHits() == 0) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the near cache serves nothing");
            }
            goods.find(NOT_FOR_SALE);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Stores those from a number on. */
    public void fill(long from, int count) {
        for (long start = from; start < from + count; start += AT_ONCE) {
            Batch batch = context.getBean(CacheKit.class).batch();
            LongStream.range(start, Math.min(start + AT_ONCE, from + count))
                    .forEach(id -> batch.put(cache, id, Product.load(id)));
            batch.execute();
        }
    }

    /** Reads those from a number on, so that a near cache keeps them. */
    public void read(long from, int count) {
        for (long start = from; start < from + count; start += AT_ONCE) {
            List<Long> ids = LongStream.range(start, Math.min(start + AT_ONCE, from + count))
                    .boxed()
                    .toList();
            int found = cache.getAll(ids).size();
            if (found < ids.size()) {
                throw new IllegalStateException("of " + ids.size() + " values " + found + " were stored");
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
