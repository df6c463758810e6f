package dev.cachekit.benchmarks.contender;

import com.alicp.jetcache.CacheValueHolder;
import com.alicp.jetcache.anno.CacheConsts;
import com.alicp.jetcache.anno.CacheInvalidate;
import com.alicp.jetcache.anno.CachePenetrationProtect;
import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.anno.Cached;
import com.alicp.jetcache.anno.config.EnableMethodCache;
import com.alicp.jetcache.anno.support.GlobalCacheConfig;
import com.alicp.jetcache.anno.support.JetCacheBaseBeans;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.Fastjson2KeyConvertor;
import io.lettuce.core.RedisClient;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JetCache's annotations, by where values are kept. */
final class JetCacheCatalogs {

    private static final int TTL = (int) Catalog.TTL_SECONDS;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectReader READER = MAPPER.readerFor(Held.class);
    private static final ObjectWriter WRITER = MAPPER.writerFor(Held.class);

    /** So that all systems write the same JSON. */
    static final String ENCODER =
            "values as typed JSON by a `valueEncoder` and a `valueDecoder` that are ours, with Jackson";

    private JetCacheCatalogs() {}

    /** In this process. */
    public static class Local implements Catalog {

        /** Made by Spring. */
        public Local() {}

        @Override
        @Cached(name = "l1.", key = "#id", cacheType = CacheType.LOCAL, expire = TTL, localLimit = SIZE)
        public Product find(Long id) {
            return Product.load(id);
        }

        @Override
        @Cached(name = "l2.", key = "#tenant + ':' + #id", cacheType = CacheType.LOCAL, expire = TTL, localLimit = SIZE)
        public Product find(String tenant, Long id) {
            return Product.load(id);
        }
    }

    /** In Redis. */
    public static class Remote implements Catalog {

        /** Made by Spring. */
        public Remote() {}

        @Override
        @Cached(name = "r1.", key = "#id", cacheType = CacheType.REMOTE, expire = TTL)
        public Product find(Long id) {
            return Product.load(id);
        }

        @Override
        @CacheInvalidate(name = "r1.", key = "#id")
        public void changed(Long id) {}
    }

    /** In Redis, with one load at a time in this process. */
    public static class Protected implements Catalog {

        /** Made by Spring. */
        public Protected() {}

        @Override
        @Cached(name = "p1.", key = "#id", cacheType = CacheType.REMOTE, expire = TTL)
        @CachePenetrationProtect
        public Product find(Long id) {
            return Product.load(id);
        }
    }

    /** In both. */
    public static class Both implements Catalog {

        /** Made by Spring. */
        public Both() {}

        @Override
        @Cached(name = "b1.", key = "#id", cacheType = CacheType.BOTH, expire = TTL, localLimit = SIZE)
        public Product find(Long id) {
            return Product.load(id);
        }
    }

    /** Switches the annotations on. */
    @Configuration(proxyBeanMethods = false)
    @EnableMethodCache(basePackages = "dev.cachekit.benchmarks.contender", proxyTargetClass = true)
    @Import(JetCacheBaseBeans.class)
    static class Caching {}

    /** What JetCache stores, in a form that Jackson reads. */
    record Held(Product value, long expireTime, long accessTime) {

        static Held of(CacheValueHolder<?> holder) {
            return new Held((Product) holder.getValue(), holder.getExpireTime(), holder.getAccessTime());
        }

        CacheValueHolder<Product> holder() {
            CacheValueHolder<Product> holder = new CacheValueHolder<>();
            holder.setValue(value);
            holder.setExpireTime(expireTime);
            holder.setAccessTime(accessTime);
            return holder;
        }
    }

    static Catalog of(Class<? extends Catalog> bean) {
        RedisClient client = RedisClient.create(BenchmarkRedis.url());
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(GlobalCacheConfig.class, () -> config(client));
        context.register(Caching.class, bean);
        context.refresh();
        return Beans.of(context, client::shutdown);
    }

    private static GlobalCacheConfig config(RedisClient client) {
        GlobalCacheConfig config = new GlobalCacheConfig();
        config.setStatIntervalMinutes(0);
        config.setLocalCacheBuilders(Map.of(
                CacheConsts.DEFAULT_AREA,
                CaffeineCacheBuilder.createCaffeineCacheBuilder()
                        .limit(Catalog.SIZE)
                        .expireAfterWrite(TTL, TimeUnit.SECONDS)
                        .keyConvertor(Fastjson2KeyConvertor.INSTANCE)));
        config.setRemoteCacheBuilders(Map.of(CacheConsts.DEFAULT_AREA, remote(client)));
        return config;
    }

    private static RedisLettuceCacheBuilder<?> remote(RedisClient client) {
        return RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                .redisClient(client)
                .keyPrefix("jetcache:")
                .keyConvertor(Fastjson2KeyConvertor.INSTANCE)
                .valueEncoder(value -> WRITER.writeValueAsBytes(Held.of((CacheValueHolder<?>) value)))
                .valueDecoder(bytes -> READER.<Held>readValue(bytes).holder())
                .expireAfterWrite(TTL, TimeUnit.SECONDS);
    }
}
