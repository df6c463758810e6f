package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import dev.cachekit.CacheKit;
import dev.cachekit.RateLimiter;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** CacheKit with its defaults. */
record CacheKitLimiter(AnnotationConfigApplicationContext context, RateLimiter limiter) implements Contender {

    /** An application that has nothing but CacheKit. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(CacheKitAutoConfiguration.class)
    static class Application {}

    static Contender start(String url, Band band) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        Map<String, Object> properties = Map.of("spring.application.name", "limits", "cachekit.redis.url", url);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", properties));
        context.register(Application.class);
        context.refresh();
        return new CacheKitLimiter(context, context.getBean(CacheKit.class).rateLimiter("api", band));
    }

    @Override
    public boolean take() {
        return limiter.tryAcquire("hot").allowed();
    }

    @Override
    public void close() {
        context.close();
    }
}
