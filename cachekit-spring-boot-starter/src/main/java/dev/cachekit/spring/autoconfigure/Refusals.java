package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import java.time.Duration;
import java.util.Optional;

/** Mistakes that only show when options are seen together. */
final class Refusals {

    private static final Duration LONGEST_DEADLINE = Duration.ofHours(1);

    private Refusals() {}

    static void sharedClientWithoutClient(CacheKitProperties properties) {
        if (properties.redis().shareClient()) {
            throw new InvalidConfigurationException(
                    "cachekit.redis.share-client",
                    "true",
                    "share-client needs a RedissonClient bean to share",
                    "define that bean or remove the option");
        }
    }

    static void redisWithoutRedisson(Optional<RedisOrigin> demanded) {
        demanded.ifPresent(origin -> {
            throw new InvalidConfigurationException(
                    origin == RedisOrigin.LOCAL_DEFAULT ? "cachekit.backend" : origin.place(),
                    "Redis without Redisson",
                    "the Redis backend needs Redisson on the class path",
                    "add org.redisson:redisson, or set cachekit.backend to in-process");
        });
    }

    static void sentinelAndCluster(RedisProperties.Sentinel sentinel, RedisProperties.Cluster cluster) {
        if (!sentinel.nodes().isEmpty() && !cluster.nodes().isEmpty()) {
            throw new InvalidConfigurationException(
                    "cachekit.redis",
                    "sentinel.nodes and cluster.nodes",
                    "sentinel and cluster exclude each other",
                    "keep the one that is there");
        }
    }

    static void deadline(Duration deadline) {
        if (deadline.toMillis() < 1 || deadline.compareTo(LONGEST_DEADLINE) > 0) {
            throw new InvalidConfigurationException(
                    "cachekit.redis.deadline",
                    deadline.toString(),
                    "deadline must be between 1 ms and 1 h",
                    "set for example 1s");
        }
    }

    static void outbox(String table, Duration interval) {
        if (table.isBlank()) {
            throw new InvalidConfigurationException(
                    "cachekit.outbox.table", "blank", "table must not be blank", "remove it to get cachekit_outbox");
        }
        if (interval.toMillis() < 1) {
            throw new InvalidConfigurationException(
                    "cachekit.outbox.interval",
                    interval.toString(),
                    "interval must be at least 1 ms",
                    "set for example 1s");
        }
    }
}
