package dev.cachekit.benchmarks.large;

import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import java.time.Duration;
import java.util.Objects;
import org.springframework.data.redis.cache.BatchStrategy;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Caches of Spring Data Redis on one database. */
final class SpringDataClient implements AutoCloseable {

    static final String NAME = "spring";

    private final LettuceConnectionFactory connections;

    SpringDataClient(int database) {
        RedisStandaloneConfiguration server =
                new RedisStandaloneConfiguration(BenchmarkRedis.host(), BenchmarkRedis.port());
        server.setDatabase(database);
        connections = new LettuceConnectionFactory(
                server,
                LettuceClientConfiguration.builder()
                        .clientName(NAME)
                        .shutdownQuietPeriod(Duration.ZERO)
                        .build());
        connections.afterPropertiesSet();
        connections.start();
    }

    /** Empties a cache in one of the ways there are, and waits for that. */
    void clear(String cache, BatchStrategy strategy) {
        RedisCacheManager caches = RedisCacheManager.builder(RedisCacheWriter.create(
                        connections, writer -> writer.batchStrategy(strategy).immediateWrites(true)))
                .build();
        caches.afterPropertiesSet();
        Objects.requireNonNull(caches.getCache(cache)).clear();
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
