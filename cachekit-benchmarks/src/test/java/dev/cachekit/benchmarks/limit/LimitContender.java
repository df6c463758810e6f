package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import dev.cachekit.benchmarks.contender.Contender;
import dev.cachekit.benchmarks.contender.SetUp;
import java.util.function.BiFunction;

/** Whose limiter, as set up by its manual. */
public enum LimitContender implements Contender {
    REDISSON(
            "Redisson `RRateLimiter`",
            "`trySetRate` once, `tryAcquire`, the client's defaults",
            RedissonLimiter::start),
    BUCKET4J("Bucket4j", "`Bucket4jLettuce.casBasedBuilder`, greedy refill", Bucket4jLimiter::start),
    RESILIENCE4J(
            "Resilience4j, in this process only",
            "`RateLimiter` with `limitForPeriod`, `timeoutDuration` of zero",
            Resilience4jLimiter::start),
    CACHEKIT(
            "CacheKit",
            "token bucket, `on-backend-failure: closed`, `cachekit.redis.command-timeout=2s`; else defaults",
            CacheKitLimiter::start);

    /** A limiter with one key that all threads ask for. */
    public interface Limiter extends AutoCloseable {

        /** Takes one permit if there is one. */
        boolean take();

        @Override
        void close();
    }

    private final SetUp<BiFunction<String, Band, Limiter>> setUp;

    LimitContender(String label, String settings, BiFunction<String, Band, Limiter> start) {
        this.setUp = new SetUp<>(label, settings, start);
    }

    /** Starts it on a Redis. */
    Limiter start(String url, Band band) {
        return setUp.start().apply(url, band);
    }

    @Override
    public SetUp<BiFunction<String, Band, Limiter>> setUp() {
        return setUp;
    }
}
