package dev.cachekit.cluster;

import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedisSettings;

/** The client settings of a node: the defaults, as an application has them. */
final class NodeSettings {

    private NodeSettings() {}

    static RedisSettings of(String url) {
        return of(url, ClientLimits.DEFAULT);
    }

    static RedisSettings of(String url, ClientLimits limits) {
        return new RedisSettings(new RedisSettings.Single(url), RedisSettings.Credentials.NONE, null, limits);
    }
}
