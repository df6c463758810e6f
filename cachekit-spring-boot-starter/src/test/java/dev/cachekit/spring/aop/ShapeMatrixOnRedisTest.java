package dev.cachekit.spring.aop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ShapeMatrixOnRedisTest extends ShapeMatrixContract {

    @BeforeAll
    static void start() {
        RedisBackendConfiguration.start();
    }

    @AfterAll
    static void stop() {
        RedisBackendConfiguration.stop();
    }

    @Override
    void empty() {
        RedisBackendConfiguration.empty();
    }

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class};
    }
}
