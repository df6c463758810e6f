package dev.cachekit.spring.aop;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnRedis.class)
class JpaOnRedisTest extends JpaContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class};
    }
}
