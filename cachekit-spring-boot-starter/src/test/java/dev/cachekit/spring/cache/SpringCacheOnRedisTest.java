package dev.cachekit.spring.cache;

import dev.cachekit.redisson.testing.RedisServer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class SpringCacheOnRedisTest extends SpringCacheContract {

    private static RedisServer redis;
    private static AnnotationConfigApplicationContext application;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        application = BridgedApplication.start(
                Stream.concat(Arrays.stream(SpringCacheTest.PROPERTIES), Arrays.stream(BridgedApplication.on(redis)))
                        .toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        application.close();
        redis.close();
    }

    @Override
    CacheManager manager() {
        return application.getBean(CacheManager.class);
    }
}
