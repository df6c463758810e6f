package dev.cachekit.spring.aop;

class TransactionsWithNearOnRedisTest extends TransactionsOnRedisTest {

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class, NearOnConfiguration.class};
    }
}
