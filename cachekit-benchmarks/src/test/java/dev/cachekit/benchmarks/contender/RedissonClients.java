package dev.cachekit.benchmarks.contender;

import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedisSettings;
import java.time.Duration;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Clients of Redisson. */
public final class RedissonClients {

    /** What differs from the defaults in {@link #asCacheKitHasIt}. */
    public static final String TUNED =
            "the settings of CacheKit's own client: `threads` 2, `nettyThreads` one per core (2 to"
                    + " 4), 4 to 16 connections, `useScriptCache`, no retry, `timeout` 2 s";

    private RedissonClients() {}

    /** With the defaults of the release. */
    public static RedissonClient withDefaults() {
        Config config = new Config();
        config.useSingleServer().setAddress(BenchmarkRedis.url());
        return Redisson.create(config);
    }

    /** The same for one database, with a name that the server shows. */
    public static RedissonClient named(String name, int database) {
        Config config = new Config();
        config.useSingleServer()
                .setAddress(BenchmarkRedis.url())
                .setDatabase(database)
                .setClientName(name);
        return Redisson.create(config);
    }

    /** With the settings that CacheKit takes for its own, and its time-out here. */
    public static RedissonClient asCacheKitHasIt() {
        Duration timeout = Duration.ofSeconds(2);
        return dev.cachekit.redisson.client.RedissonClients.create(new RedisSettings(
                new RedisSettings.Single(BenchmarkRedis.url()),
                RedisSettings.Credentials.NONE,
                null,
                new ClientLimits(timeout, timeout, 0, 4)));
    }
}
