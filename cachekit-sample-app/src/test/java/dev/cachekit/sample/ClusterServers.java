package dev.cachekit.sample;

import dev.cachekit.redisson.testing.RedisCluster;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Starts a cluster for a context, and names its nodes as the application's profile expects it. */
final class ClusterServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        RedisCluster cluster = RedisCluster.start();
        ServersOfContext.end(context, cluster);
        TestPropertySourceUtils.addInlinedPropertiesToEnvironment(
                context, "CLUSTER_NODES=" + String.join(",", cluster.nodes()));
    }
}
