package dev.cachekit.spring.aop;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnRedis.class)
class ShapeMatrixOnRedisTest extends ShapeMatrixContract {

    @Override
    void empty() {
        RedisBackendConfiguration.empty();
    }

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class};
    }
}
