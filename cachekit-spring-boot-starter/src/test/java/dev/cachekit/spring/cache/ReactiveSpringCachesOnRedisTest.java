package dev.cachekit.spring.cache;

import dev.cachekit.redisson.testing.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class ReactiveSpringCachesOnRedisTest extends ReactiveSpringCachesContract {

    private static RedisServer redis;
    private static AnnotationConfigApplicationContext application;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        application = BridgedApplication.start(BridgedApplication.on(redis), beans());
    }

    @AfterAll
    static void stop() {
        application.close();
        redis.close();
    }

    @Override
    AnnotationConfigApplicationContext application() {
        return application;
    }
}
