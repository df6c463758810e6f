package dev.cachekit.spring.cache;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitSpringCacheAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Starts applications that have caches and, beside CacheKit, what Spring Boot has for caches. */
final class BridgedApplication {

    @EnableCaching
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        CacheAutoConfiguration.class,
        CacheKitAutoConfiguration.class,
        CacheKitSpringCacheAutoConfiguration.class
    })
    static class Caching {}

    private BridgedApplication() {}

    static AnnotationConfigApplicationContext start(String[] properties, Class<?>... beans) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(properties).applyTo(context);
        context.register(Caching.class);
        if (beans.length > 0) {
            context.register(beans);
        }
        context.refresh();
        return context;
    }

    /** A busy machine must not be taken for a Redis that is away. */
    static String[] on(RedisServer redis) {
        return new String[] {
            "cachekit.redis.url=" + redis.url(),
            "cachekit.redis.command-timeout=10s",
            "cachekit.redis.deadline=20s",
            "cachekit.circuit-breaker.slow-call=10s"
        };
    }

    static AnnotationConfigApplicationContext inProcess(Class<?>... beans) {
        return start(new String[] {"cachekit.backend=in-process"}, beans);
    }
}
