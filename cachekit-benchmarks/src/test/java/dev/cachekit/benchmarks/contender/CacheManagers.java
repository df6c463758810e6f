package dev.cachekit.benchmarks.contender;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.TimeoutOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.redisson.api.RedissonClient;
import org.redisson.spring.cache.CacheConfig;
import org.redisson.spring.cache.RedissonSpringCacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.cache.RedisCacheWriter.RedisCacheWriterConfigurer;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/** Catalogs on Spring's cache annotations, by the manager behind them. */
final class CacheManagers {

    private static final Duration TTL = Duration.ofSeconds(Catalog.TTL_SECONDS);

    private CacheManagers() {}

    static Catalog caffeine(Class<? extends Catalog> bean) {
        CaffeineCacheManager caches = new CaffeineCacheManager(SpringCaching.CACHE);
        caches.setCaffeine(Caffeine.newBuilder().maximumSize(Catalog.SIZE).expireAfterWrite(TTL));
        return SpringCaching.of(bean, caches, () -> {});
    }

    static Catalog dataRedis(Consumer<RedisCacheWriterConfigurer> writer) {
        LettuceConnectionFactory connections = connections();
        return dataRedis(connections, RedisCacheWriter.create(connections, writer), SpringCaching.DefaultKeys.class);
    }

    static Catalog dataRedisWithLocks() {
        LettuceConnectionFactory connections = connections();
        return dataRedis(
                connections, RedisCacheWriter.lockingRedisCacheWriter(connections), SpringCaching.Synced.class);
    }

    private static Catalog dataRedis(
            LettuceConnectionFactory connections, RedisCacheWriter writer, Class<? extends Catalog> bean) {
        RedisCacheManager caches = RedisCacheManager.builder(writer)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
                        .entryTtl(TTL)
                        .serializeValuesWith(
                                SerializationPair.fromSerializer(new JacksonJsonRedisSerializer<>(Product.class))))
                .build();
        caches.afterPropertiesSet();
        return SpringCaching.of(bean, caches, connections::destroy);
    }

    private static LettuceConnectionFactory connections() {
        LettuceConnectionFactory connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(BenchmarkRedis.host(), BenchmarkRedis.port()),
                LettuceClientConfiguration.builder()
                        .clientOptions(ClientOptions.builder()
                                .timeoutOptions(TimeoutOptions.enabled())
                                .build())
                        .shutdownQuietPeriod(Duration.ZERO)
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        return connections;
    }

    static Catalog redisson(Class<? extends Catalog> bean) {
        RedissonClient client = RedissonClients.withDefaults();
        CacheConfig config = new CacheConfig(TimeUnit.SECONDS.toMillis(Catalog.TTL_SECONDS), 0);
        return SpringCaching.of(
                bean, new RedissonSpringCacheManager(client, Map.of(SpringCaching.CACHE, config)), client::shutdown);
    }
}
