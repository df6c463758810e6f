package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;

/** Redisson's RRateLimiter. */
record RedissonLimiter(RedissonClient client, RRateLimiter limiter) implements LimitContender.Limiter {

    static LimitContender.Limiter on(RedissonClient client, Band band) {
        RRateLimiter limiter = client.getRateLimiter("hot");
        limiter.trySetRate(RateType.OVERALL, band.permits(), band.per());
        return new RedissonLimiter(client, limiter);
    }

    @Override
    public boolean take() {
        return limiter.tryAcquire();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
