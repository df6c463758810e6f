package dev.cachekit.benchmarks.peers;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.TimeoutOptions;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Spring's cache abstraction on Spring Data Redis.
 *
 * @param name the setting that sets it apart included
 * @param writerSetting that setting, as the page shows it
 * @param writer how the writer is made
 */
record SpringDataRedis(String name, String writerSetting, Function<RedisConnectionFactory, RedisCacheWriter> writer)
        implements Contestant {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    static SpringDataRedis withDefaults() {
        return new SpringDataRedis(
                "Spring Data Redis, `sync = true`",
                "`RedisCacheWriter.nonLockingRedisCacheWriter` (the default)",
                RedisCacheWriter::nonLockingRedisCacheWriter);
    }

    static SpringDataRedis withLocks() {
        return new SpringDataRedis(
                "Spring Data Redis, `sync = true`, locking writer",
                "`RedisCacheWriter.lockingRedisCacheWriter`",
                RedisCacheWriter::lockingRedisCacheWriter);
    }

    static SpringDataRedis withImmediateWrites() {
        return new SpringDataRedis(
                "Spring Data Redis, `sync = true`, `immediateWrites`",
                "`RedisCacheWriter.create` with `immediateWrites()`",
                connections -> RedisCacheWriter.create(connections, writer -> writer.immediateWrites(true)));
    }

    @Override
    public String version() {
        return Versions.of("org.springframework.data", "spring-data-redis") + ", "
                + Versions.of("io.lettuce", "lettuce-core");
    }

    @Override
    public String settings() {
        return "`@Cacheable(sync = true)`, `@CacheEvict`, " + writerSetting + ", `entryTtl` 1 h, Lettuce with command"
                + " time-outs on, as Spring Boot sets them, of 2 s; else defaults";
    }

    @Override
    public boolean isNear() {
        return false;
    }

    @Override
    public Node start(Place place, Database database) {
        LettuceConnectionFactory connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(place.host(), place.port()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(TIMEOUT)
                        .clientOptions(ClientOptions.builder()
                                .timeoutOptions(TimeoutOptions.enabled())
                                .build())
                        .shutdownQuietPeriod(Duration.ZERO)
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        RedisCacheManager caches = RedisCacheManager.builder(writer.apply(connections))
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofHours(1)))
                .build();
        caches.afterPropertiesSet();
        return new SpringNode(database, caches, connections::destroy);
    }
}
