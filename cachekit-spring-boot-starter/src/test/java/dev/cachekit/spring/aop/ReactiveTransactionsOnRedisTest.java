package dev.cachekit.spring.aop;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnRedis.class)
class ReactiveTransactionsOnRedisTest extends ReactiveTransactionsContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class};
    }
}
