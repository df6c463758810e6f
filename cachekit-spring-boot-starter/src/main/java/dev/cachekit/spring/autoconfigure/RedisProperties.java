package dev.cachekit.spring.autoconfigure;

import dev.cachekit.operation.FailoverRule;
import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedisSettings.Credentials;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Below {@code cachekit.redis}. Never shows a password.
 *
 * @param url Address of a single server: redis://[[user]:password@]host[:port][/database], rediss:// for TLS.
 * @param sentinel A primary that sentinels watch.
 * @param cluster A Redis Cluster.
 * @param username User to log in as. Wins over the one in the URL. Default: none.
 * @param password Password to log in with. Wins over the one in the URL. Default: none.
 * @param sslBundle Name of the SSL bundle for TLS connections. Default: none.
 * @param commandTimeout How long one command may take.
 * @param connectTimeout How long connecting may take.
 * @param deadline How long one call may spend on Redis, all its commands together.
 * @param retries How often a command that got no answer is sent again, where that is safe.
 * @param poolSize Connections kept to each primary. Up to 16 are opened under load, or as many as this if it is more.
 * @param shareClient Whether to use the application's RedissonClient as it is, instead of a copy with own time-outs.
 * @param failover What happens when another server has taken over: replay sends lately acknowledged removals again, fence
 *     also empties all caches.
 * @param springData Use of the client by Spring Data and Spring Session.
 * @param config Location of a Redisson configuration file in YAML, such as classpath:redisson.yaml. Default: none.
 */
record RedisProperties(
        @Nullable String url,
        @DefaultValue Sentinel sentinel,
        @DefaultValue Cluster cluster,
        @Nullable String username,
        @Nullable String password,
        @Nullable String sslBundle,
        @DefaultValue("500ms") Duration commandTimeout,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("1s") Duration deadline,
        @DefaultValue("0") int retries,
        @DefaultValue("4") int poolSize,
        @DefaultValue("false") boolean shareClient,
        @DefaultValue("replay") FailoverRule failover,
        @DefaultValue SpringData springData,
        @Nullable String config) {

    RedisProperties {
        new ClientLimits(commandTimeout, connectTimeout, retries, poolSize); // checked whether or not there is Redis
        Refusals.sentinelAndCluster(sentinel, cluster);
        Refusals.deadline(deadline);
    }

    /** What the client is to keep to. */
    ClientLimits limits() {
        return new ClientLimits(commandTimeout, connectTimeout, retries, poolSize);
    }

    /**
     * Below {@code cachekit.redis.sentinel}. Never shows a password.
     *
     * @param master Name of the primary, as the sentinels use it. Default: none.
     * @param nodes The sentinels, as host:port. Default: none.
     * @param username User to log in to the sentinels as. Default: none.
     * @param password Password to log in to the sentinels with. Default: none.
     */
    record Sentinel(
            @Nullable String master,
            @DefaultValue List<String> nodes,
            @Nullable String username,
            @Nullable String password) {

        /** What the sentinels are told. */
        Credentials login() {
            return new Credentials(username, password);
        }

        @Override
        public String toString() {
            return "Sentinel[...]";
        }
    }

    /**
     * Below {@code cachekit.redis.cluster}.
     *
     * @param nodes Some nodes of the cluster, as host:port; the others are found through them. Default: none.
     */
    record Cluster(@DefaultValue List<String> nodes) {}

    /**
     * Below {@code cachekit.redis.spring-data}.
     *
     * @param enabled Whether Spring Data and Spring Session use CacheKit's client, through org.redisson:redisson-spring-data-41.
     */
    record SpringData(@DefaultValue("false") boolean enabled) {}

    @Override
    public String toString() {
        return "RedisProperties[...]";
    }
}
