package dev.cachekit.cluster;

import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedisSettings;

/** The client settings of a node: the defaults, as an application has them. */
final class NodeSettings {

    private NodeSettings() {}

    static RedisSettings of(String url) {
        return new RedisSettings(
                new RedisSettings.Single(url), RedisSettings.Credentials.NONE, null, ClientLimits.DEFAULT);
    }
}
