package dev.cachekit.benchmarks.limit;

import static org.awaitility.Awaitility.await;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Band;
import dev.cachekit.CacheKit;
import dev.cachekit.RateLimiter;
import dev.cachekit.benchmarks.contender.CacheKitApplication;
import dev.cachekit.benchmarks.contender.InSpring;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** CacheKit, which is to fail and not to count alone if a busy machine keeps Redis from answering in time. */
record CacheKitLimiter(AnnotationConfigApplicationContext context, RateLimiter limiter)
        implements LimitContender.Limiter, InSpring {

    static LimitContender.Limiter start(Band band) {
        AnnotationConfigApplicationContext context =
                CacheKitApplication.with(Map.of("cachekit.rate-limiters.api.on-backend-failure", "closed"));
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
