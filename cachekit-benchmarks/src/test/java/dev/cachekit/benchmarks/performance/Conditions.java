package dev.cachekit.benchmarks.performance;

import static java.util.stream.Collectors.joining;

import com.alicp.jetcache.CacheManager;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sun.management.OperatingSystemMXBean;
import dev.cachekit.benchmarks.peers.Versions;
import dev.cachekit.redisson.testing.RedisServer;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.lettuce.core.RedisClient;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.redisson.Redisson;
import org.redisson.spring.cache.RedissonSpringCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.data.redis.cache.RedisCache;

/** What figures were measured with; stands above them. */
final class Conditions {

    private static final double GIB = 1L << 30;

    private Conditions() {}

    /** Of all scenarios but the large ones. */
    static String ofScenarios(Effort effort, Duration took) {
        return run(effort, effort.describe(), took) + "\n\n" + machine() + " Near hits have a heap of "
                + Measurement.HEAP + ".\n\nBeside CacheKit: " + versions() + ".";
    }

    /** Of the removals from a large cache. */
    static String ofLarge(Effort effort, Duration took) {
        return run(effort, effort.large() + " rounds", took) + " " + machine() + " Beside CacheKit: "
                + Stream.of(Redisson.class, RedisCache.class, RedisClient.class)
                        .map(Versions::of)
                        .collect(joining(", "))
                + ".";
    }

    private static String run(Effort effort, String extent, Duration took) {
        return String.format(
                Locale.ROOT,
                "The %s run, which took %.1f minutes: %s.",
                effort.name(),
                took.toSeconds() / 60.0,
                extent);
    }

    private static String machine() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "Java %s (%s), %s %s, %d cores, %.0f GiB of memory, a heap of up to %.1f GiB; Redis %s on loopback.",
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                system.getName(),
                system.getArch(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / GIB,
                Runtime.getRuntime().maxMemory() / GIB,
                redisVersion());
    }

    private static String redisVersion() {
        try (RedisServer redis = RedisServer.start()) {
            return redis.version();
        }
    }

    private static String versions() {
        return Stream.of(
                        Caffeine.class,
                        CacheInterceptor.class,
                        RedisCache.class,
                        RedisClient.class,
                        Redisson.class,
                        RedissonSpringCacheManager.class,
                        CacheManager.class,
                        Bucket.class,
                        RateLimiter.class,
                        Benchmark.class)
                .map(Versions::of)
                .collect(joining(", "));
    }
}
