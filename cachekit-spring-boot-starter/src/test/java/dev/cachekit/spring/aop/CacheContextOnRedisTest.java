package dev.cachekit.spring.aop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class CacheContextOnRedisTest extends CacheContextContract {

    @BeforeAll
    static void start() {
        RedisBackendConfiguration.start();
    }

    @BeforeEach
    void empty() {
        RedisBackendConfiguration.empty();
    }

    @AfterAll
    static void stop() {
        RedisBackendConfiguration.stop();
    }

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class};
    }
}
