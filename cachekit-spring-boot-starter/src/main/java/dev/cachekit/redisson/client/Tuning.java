package dev.cachekit.redisson.client;

import java.time.Duration;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.NameMapper;
import org.redisson.config.ReadMode;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SubscriptionMode;

/**
 * Gives a configuration the limits of the framework. Redisson's defaults let one call take twenty seconds and read from
 * replicas, which may not have seen an invalidation.
 */
final class Tuning {

    private static final int THREADS = 2;
    private static final int MOST_NETTY_THREADS = 4;
    // With fewer than ten, Redisson passes a connection on as soon as a command is written, and whoever waits for it
    // writes on the same stack: a crowd exhausts it, and a connection is lost each time.
    private static final int LEAST_POOL = 16;
    private static final int PING_MILLIS = 5_000;
    private static final int SUBSCRIPTION_CONNECTIONS = 8;
    private static final int SUBSCRIPTIONS_PER_CONNECTION = 64;
    private static final Duration RETRY_DELAY = Duration.ofMillis(50);
    private static final Duration SHORTEST_RECONNECTION_DELAY = Duration.ofMillis(50);
    private static final Duration LONGEST_RECONNECTION_DELAY = Duration.ofSeconds(1);

    private Tuning() {}

    static void apply(Config config, ClientLimits limits) {
        processors(config);
        config.setCodec(ByteArrayCodec.INSTANCE);
        config.setLazyInitialization(true);
        config.setUseScriptCache(true);
        config.setKeepPubSubOrder(true);
        // A mapper would rename keys, but not the channel that scripts publish on.
        config.setNameMapper(NameMapper.direct());
        config.setNettyHook(new SubscriptionFrames(config.getNettyHook()));
        BaseConfig<?> servers = servers(config);
        times(servers, limits);
        pools(servers, limits.poolSize());
    }

    /** Own threads, even if the configuration is a copy of one that shares its. */
    private static void processors(Config config) {
        int cores = Runtime.getRuntime().availableProcessors();
        config.setThreads(THREADS);
        config.setNettyThreads(Math.max(2, Math.min(MOST_NETTY_THREADS, cores)));
        config.setExecutor(null);
        config.setNettyExecutor(null);
        config.setEventLoopGroup(null);
        config.setConnectionListener(null);
    }

    private static void times(BaseConfig<?> servers, ClientLimits limits) {
        int commandMillis = (int) limits.commandTimeout().toMillis();
        servers.setTimeout(commandMillis);
        servers.setSubscriptionTimeout(commandMillis);
        servers.setConnectTimeout((int) limits.connectTimeout().toMillis());
        servers.setRetryAttempts(limits.retries());
        servers.setRetryDelay(new ConstantDelay(RETRY_DELAY));
        servers.setReconnectionDelay(new EqualJitterDelay(SHORTEST_RECONNECTION_DELAY, LONGEST_RECONNECTION_DELAY));
        servers.setPingConnectionInterval(PING_MILLIS);
        servers.setSubscriptionsPerConnection(SUBSCRIPTIONS_PER_CONNECTION);
    }

    private static void pools(BaseConfig<?> servers, int size) {
        int most = Math.max(LEAST_POOL, size);
        if (servers instanceof SingleServerConfig single) {
            single.setConnectionPoolSize(most)
                    .setConnectionMinimumIdleSize(size)
                    .setSubscriptionConnectionPoolSize(SUBSCRIPTION_CONNECTIONS);
        } else if (servers instanceof BaseMasterSlaveServersConfig<?> many) {
            many.setMasterConnectionPoolSize(most)
                    .setMasterConnectionMinimumIdleSize(size)
                    .setSlaveConnectionPoolSize(most)
                    .setSlaveConnectionMinimumIdleSize(1)
                    .setSubscriptionConnectionPoolSize(SUBSCRIPTION_CONNECTIONS)
                    .setReadMode(ReadMode.MASTER)
                    .setSubscriptionMode(SubscriptionMode.MASTER);
        }
    }

    /** The part of a configuration that tells of servers, of whatever kind. */
    static BaseConfig<?> servers(Config config) {
        if (config.isSingleConfig()) {
            return config.useSingleServer();
        }
        if (config.isClusterConfig()) {
            return config.useClusterServers();
        }
        if (config.isSentinelConfig()) {
            return config.useSentinelServers();
        }
        try {
            return config.useReplicatedServers();
        } catch (IllegalStateException configuredOtherwise) { // the only way to ask
            return config.useMasterSlaveServers();
        }
    }
}
