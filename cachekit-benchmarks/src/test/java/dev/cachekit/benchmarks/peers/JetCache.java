package dev.cachekit.benchmarks.peers;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.MultiLevelCacheBuilder;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.DecoderMap;
import com.alicp.jetcache.support.Fastjson2KeyConvertor;
import com.alicp.jetcache.support.JavaValueEncoder;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** JetCache with its two levels. */
final class JetCache implements Contestant {

    private static final long KEY = 1;

    @Override
    public String name() {
        return "JetCache, two levels, `cachePenetrateProtect`";
    }

    @Override
    public String version() {
        return Versions.of("com.alicp.jetcache", "jetcache-core") + ", "
                + Versions.of("com.alicp.jetcache", "jetcache-redis-lettuce") + ", "
                + Versions.of("io.lettuce", "lettuce-core");
    }

    @Override
    public String settings() {
        return "`MultiLevelCacheBuilder` over `CaffeineCacheBuilder` (`limit` 100, `expireAfterWrite` 10 min) and"
                + " `RedisLettuceCacheBuilder` (`keyPrefix`, Fastjson2 keys, Java values, `expireAfterWrite` 1 h),"
                + " `cachePenetrateProtect(true)`; else defaults";
    }

    @Override
    public boolean isNear() {
        return false;
    }

    @Override
    public Node start(Place place, Database database) {
        RedisClient client = RedisClient.create(RedisURI.create(place.host(), place.port()));
        Function<byte[], Object> decoder = DecoderMap.defaultJavaValueDecoder();
        Cache<Long, Long> local = CaffeineCacheBuilder.createCaffeineCacheBuilder()
                .limit(100)
                .expireAfterWrite(10, TimeUnit.MINUTES)
                .keyConvertor(Fastjson2KeyConvertor.INSTANCE)
                .buildCache();
        Cache<Long, Long> remote = RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                .redisClient(client)
                .keyPrefix(Contestants.CACHE + ":")
                .keyConvertor(Fastjson2KeyConvertor.INSTANCE)
                .valueEncoder(JavaValueEncoder.INSTANCE)
                .valueDecoder(bytes -> {
                    place.decoding().pass();
                    return decoder.apply(bytes);
                })
                .expireAfterWrite(1, TimeUnit.HOURS)
                .buildCache();
        Cache<Long, Long> both = MultiLevelCacheBuilder.createMultiLevelCacheBuilder()
                .addCache(local, remote)
                .useExpireOfSubCache(true)
                .cachePenetrateProtect(true)
                .buildCache();
        return new JetCacheNode(database, both, client);
    }

    private record JetCacheNode(Database database, Cache<Long, Long> cache, RedisClient client) implements Node {

        @Override
        public long read() {
            return cache.computeIfAbsent(KEY, key -> database.load());
        }

        @Override
        public void remove() {
            cache.remove(KEY);
        }

        @Override
        public void close() {
            cache.close();
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }
}
