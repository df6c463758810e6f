package dev.cachekit.spring.aop;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnRedis.class)
class CacheContextOnRedisTest extends CacheContextContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class};
    }
}
