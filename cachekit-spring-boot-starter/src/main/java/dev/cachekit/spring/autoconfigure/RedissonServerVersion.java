package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spring.actuate.ServerVersion;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.config.Config;

/** Asks one primary for its version. On a thread of its own: a client that is not connected yet blocks its caller. */
final class RedissonServerVersion implements ServerVersion {

    private final RedissonClient client;

    RedissonServerVersion(RedissonClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<String> read() {
        CompletableFuture<String> version = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(version), "cachekit-redis-version");
        thread.setDaemon(true);
        thread.start();
        return version;
    }

    private void complete(CompletableFuture<String> version) {
        try {
            version.complete(primary().info(InfoSection.SERVER).getOrDefault("redis_version", "unknown"));
        } catch (RuntimeException failure) {
            version.completeExceptionally(failure);
        }
    }

    private RedisNode primary() {
        Config config = client.getConfig();
        if (config.isClusterConfig()) {
            return client.getRedisNodes(RedisNodes.CLUSTER)
                    .getMasters()
                    .iterator()
                    .next();
        }
        if (config.isSentinelConfig()) {
            return client.getRedisNodes(RedisNodes.SENTINEL_MASTER_SLAVE).getMaster();
        }
        return config.isSingleConfig()
                ? client.getRedisNodes(RedisNodes.SINGLE).getInstance()
                : client.getRedisNodes(RedisNodes.MASTER_SLAVE).getMaster();
    }
}
