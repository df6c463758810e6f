package dev.cachekit.sample;

import dev.cachekit.redisson.testing.RedisSentinel;
import dev.cachekit.redisson.testing.RedisServer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Starts a Redis server and a sentinel for a context, and names them as the application's profile expects it. */
final class SentinelServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        RedisServer primary = RedisServer.startLocal();
        ServersOfContext.end(context, primary);
        RedisSentinel sentinel = RedisSentinel.watching(primary);
        ServersOfContext.end(context, sentinel);
        TestPropertySourceUtils.addInlinedPropertiesToEnvironment(
                context, "SENTINEL_MASTER=" + RedisSentinel.MASTER, "SENTINEL_NODES=" + sentinel.node());
    }
}
