package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/** Resilience4j, which counts in this process alone: what a decision costs without Redis. */
record Resilience4jLimiter(RateLimiter limiter) implements LimitContender.Limiter {

    static LimitContender.Limiter start(Band band) {
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod((int) band.permits())
                .limitRefreshPeriod(band.per())
                .timeoutDuration(Duration.ZERO)
                .build();
        return new Resilience4jLimiter(RateLimiter.of("hot", config));
    }

    @Override
    public boolean take() {
        return limiter.acquirePermission();
    }

    @Override
    public void close() {}
}
