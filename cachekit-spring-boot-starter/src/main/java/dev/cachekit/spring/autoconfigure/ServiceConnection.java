package dev.cachekit.spring.autoconfigure;

import dev.cachekit.redisson.client.RedisSettings.Cluster;
import dev.cachekit.redisson.client.RedisSettings.Credentials;
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

/** The address of a Redis that Testcontainers, Docker Compose or the application itself announced as a bean. */
final class ServiceConnection {

    // Spring Boot makes this one out of properties when nobody announced anything.
    private static final String OUT_OF_PROPERTIES = "PropertiesDataRedisConnectionDetails";

    private final DataRedisConnectionDetails details;

    private ServiceConnection(DataRedisConnectionDetails details) {
        this.details = details;
    }

    static boolean isAnnounced(ListableBeanFactory beans) {
        String[] names = beans.getBeanNamesForType(DataRedisConnectionDetails.class, true, false);
        return Arrays.stream(names).map(name -> beans.getType(name, false)).anyMatch(ServiceConnection::isAnnouncement);
    }

    static ServiceConnection in(ListableBeanFactory beans) {
        return new ServiceConnection(beans.getBean(DataRedisConnectionDetails.class));
    }

    private static boolean isAnnouncement(@Nullable Class<?> type) {
        return type != null && !type.getSimpleName().equals(OUT_OF_PROPERTIES);
    }

    Servers servers() {
        if (details.getSentinel() != null) {
            DataRedisConnectionDetails.Sentinel sentinel = details.getSentinel();
            return new Sentinel(sentinel.getMaster(), addresses(sentinel.getNodes()), sentinel.getDatabase());
        }
        if (details.getCluster() != null) {
            return new Cluster(addresses(details.getCluster().getNodes()));
        }
        DataRedisConnectionDetails.Standalone single = details.getStandalone();
        if (single == null) {
            return new Single(RedisOrigin.DEFAULT_URL);
        }
        return new Single("redis://" + single.getHost() + ":" + single.getPort() + "/" + single.getDatabase());
    }

    Credentials credentials() {
        return new Credentials(details.getUsername(), details.getPassword());
    }

    @Nullable
    SslBundle sslBundle() {
        return details.getSslBundle();
    }

    private static List<String> addresses(List<Node> nodes) {
        return nodes.stream().map(node -> node.host() + ":" + node.port()).toList();
    }
}
