package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import org.redisson.Redisson;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Redisson's RRateLimiter with the defaults of its client. */
record RedissonLimiter(RedissonClient client, RRateLimiter limiter) implements LimitContender.Limiter {

    static LimitContender.Limiter start(String url, Band band) {
        Config config = new Config();
        config.useSingleServer().setAddress(url);
        RedissonClient client = Redisson.create(config);
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
