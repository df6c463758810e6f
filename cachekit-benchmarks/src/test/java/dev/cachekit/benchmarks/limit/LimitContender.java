package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import dev.cachekit.benchmarks.contender.CacheKitApplication;
import dev.cachekit.benchmarks.contender.Contender;
import dev.cachekit.benchmarks.contender.RedissonClients;
import dev.cachekit.benchmarks.contender.SetUp;
import java.util.function.Function;

/** Whose limiter, as set up by its manual. */
public enum LimitContender implements Contender {
    REDISSON(
            "Redisson `RRateLimiter`",
            "`trySetRate` once, `tryAcquire`, the client's defaults",
            band -> RedissonLimiter.on(RedissonClients.withDefaults(), band)),
    REDISSON_TUNED(
            "Redisson `RRateLimiter`, CacheKit's client settings",
            "as Redisson `RRateLimiter`; " + RedissonClients.TUNED,
            band -> RedissonLimiter.on(RedissonClients.asCacheKitHasIt(), band)),
    BUCKET4J(
            "Bucket4j",
            "`Bucket4jLettuce.casBasedBuilder`, greedy refill, one `Bucket` for all threads, the client's defaults",
            Bucket4jLimiter::start),
    BUCKET4J_BATCHING(
            "Bucket4j, batching",
            "as Bucket4j, `withOptimization(Optimizations.batching())`",
            Bucket4jLimiter::batching),
    LETTUCE(
            "Lettuce and a script",
            "a token bucket of a few lines by `EVALSHA`, one connection, the client's defaults",
            LettuceLimiter::start),
    RESILIENCE4J(
            "Resilience4j, in this process only",
            "`RateLimiter` with `limitForPeriod`, `timeoutDuration` of zero",
            Resilience4jLimiter::start),
    CACHEKIT(
            "CacheKit",
            "token bucket, deny cache on (the default), `on-backend-failure: closed`; " + CacheKitApplication.SETTINGS,
            CacheKitLimiter::start);

    /** A limiter with one key that all threads ask for. */
    public interface Limiter extends AutoCloseable {

        /** Takes one permit if there is one. */
        boolean take();

        @Override
        void close();
    }

    private final SetUp<Function<Band, Limiter>> setUp;

    LimitContender(String label, String settings, Function<Band, Limiter> start) {
        this.setUp = new SetUp<>(label, settings + "; " + LimiterDecisions.BANDS, start);
    }

    /** Starts it. */
    public Limiter start(Band band) {
        return setUp.start().apply(band);
    }

    @Override
    public SetUp<Function<Band, Limiter>> setUp() {
        return setUp;
    }
}
