package dev.cachekit.spring.aop;

class TwoPhaseWithNearOnRedisTest extends TwoPhaseOnRedisTest {

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class, NearOnConfiguration.class};
    }
}
