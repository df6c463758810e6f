package dev.cachekit.spring.aop;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnRedis.class)
class TransactionsOnRedisTest extends TransactionsContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class};
    }
}
