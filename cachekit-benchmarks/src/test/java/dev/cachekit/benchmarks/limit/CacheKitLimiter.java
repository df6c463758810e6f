package dev.cachekit.benchmarks.limit;

import static org.awaitility.Awaitility.await;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Band;
import dev.cachekit.CacheKit;
import dev.cachekit.RateLimiter;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** CacheKit, which is to fail and not to count alone if a busy machine keeps Redis from answering in time. */
record CacheKitLimiter(AnnotationConfigApplicationContext context, RateLimiter limiter)
        implements LimitContender.Limiter {

    /** An application that has nothing but CacheKit. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(CacheKitAutoConfiguration.class)
    static class Application {}

    static LimitContender.Limiter start(String url, Band band) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        Map<String, Object> properties = Map.of(
                "spring.application.name",
                "limits",
                "cachekit.redis.url",
                url,
                "cachekit.redis.command-timeout",
                "2s",
                "cachekit.redis.deadline",
                "4s",
                "cachekit.circuit-breaker.slow-call",
                "2s",
                "cachekit.rate-limiters.api.on-backend-failure",
                "closed");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", properties));
        context.register(Application.class);
        context.refresh();
        RateLimiter limiter = context.getBean(CacheKit.class).rateLimiter("api", band);
        await().ignoreException(BackendUnavailableException.class)
                .until(() -> limiter.tryAcquire("warm").allowed());
        return new CacheKitLimiter(context, limiter);
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
