package dev.cachekit.redisson;

import java.util.Collection;
import java.util.List;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodeAsync;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.config.Config;

/** The servers that take writes, as they are known at the moment. To be asked once there is a connection. */
record Primaries(RedissonClient client) {

    List<RedisNodeAsync> all() {
        return nodes().stream().map(RedisNodeAsync.class::cast).toList();
    }

    private Collection<? extends RedisNode> nodes() {
        Config config = client.getConfig();
        if (config.isClusterConfig()) {
            return client.getRedisNodes(RedisNodes.CLUSTER).getMasters();
        }
        if (config.isSentinelConfig()) {
            return List.of(
                    client.getRedisNodes(RedisNodes.SENTINEL_MASTER_SLAVE).getMaster());
        }
        return List.of(
                config.isSingleConfig()
                        ? client.getRedisNodes(RedisNodes.SINGLE).getInstance()
                        : client.getRedisNodes(RedisNodes.MASTER_SLAVE).getMaster());
    }
}
