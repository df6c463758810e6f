package dev.cachekit.spring.autoconfigure;

import dev.cachekit.redisson.client.RedisSettings.Cluster;
import dev.cachekit.redisson.client.RedisSettings.Credentials;
import dev.cachekit.redisson.client.RedisSettings.Replicated;
import dev.cachekit.redisson.client.RedisSettings.Sentinel;
import dev.cachekit.redisson.client.RedisSettings.Servers;
import dev.cachekit.redisson.client.RedisSettings.Single;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Node;
import org.springframework.boot.ssl.SslBundle;

/**
 * What was announced to Spring Data. Only to be touched where its classes are there.
 *
 * @param details tells it
 */
record DataRedisConnection(DataRedisConnectionDetails details) implements ServiceConnection {

    // Spring Boot makes this one out of properties when nobody announced anything.
    private static final String OUT_OF_PROPERTIES = "PropertiesDataRedisConnectionDetails";

    static boolean isAnnounced(ListableBeanFactory beans) {
        String[] names = beans.getBeanNamesForType(DataRedisConnectionDetails.class, true, false);
        return Arrays.stream(names)
                .map(name -> beans.getType(name, false))
                .anyMatch(DataRedisConnection::isAnnouncement);
    }

    static DataRedisConnection in(ListableBeanFactory beans) {
        return new DataRedisConnection(ServiceConnection.only(beans, DataRedisConnectionDetails.class));
    }

    private static boolean isAnnouncement(@Nullable Class<?> type) {
        return type != null && !type.getSimpleName().equals(OUT_OF_PROPERTIES);
    }

    @Override
    public Servers servers() {
        if (details.getSentinel() != null) {
            return sentinel(details.getSentinel());
        }
        if (details.getCluster() != null) {
            return new Cluster(addresses(details.getCluster().getNodes()));
        }
        if (details.getMasterReplica() != null) {
            return new Replicated(addresses(details.getMasterReplica().getNodes()), 0);
        }
        DataRedisConnectionDetails.Standalone single = details.getStandalone();
        if (single == null) {
            return new Single(RedisOrigin.DEFAULT_URL);
        }
        return new Single("redis://" + HostAndPort.of(single.getHost(), single.getPort()) + "/" + single.getDatabase());
    }

    private static Sentinel sentinel(DataRedisConnectionDetails.Sentinel sentinel) {
        return new Sentinel(
                sentinel.getMaster(),
                addresses(sentinel.getNodes()),
                sentinel.getDatabase(),
                new Credentials(sentinel.getUsername(), sentinel.getPassword()));
    }

    @Override
    public Credentials credentials() {
        return new Credentials(details.getUsername(), details.getPassword());
    }

    @Override
    public @Nullable SslBundle sslBundle() {
        return details.getSslBundle();
    }

    private static List<String> addresses(List<Node> nodes) {
        return nodes.stream()
                .map(node -> HostAndPort.of(node.host(), node.port()))
                .toList();
    }
}
