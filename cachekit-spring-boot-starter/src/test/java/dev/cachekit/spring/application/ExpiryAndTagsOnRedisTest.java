package dev.cachekit.spring.application;

import dev.cachekit.redisson.testing.RedisServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class ExpiryAndTagsOnRedisTest extends ExpiryAndTagsContract {

    private static RedisServer redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    @Override
    void start() {
        redis.flushAll();
        super.start();
    }

    @Override
    List<String> backend() {
        return List.of("--cachekit.redis.url=" + redis.url());
    }
}
