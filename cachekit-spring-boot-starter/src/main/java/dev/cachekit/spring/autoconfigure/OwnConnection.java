package dev.cachekit.spring.autoconfigure;

import dev.cachekit.redisson.client.RedisSettings.Credentials;
import dev.cachekit.redisson.client.RedisSettings.Servers;
import dev.cachekit.redisson.client.RedisSettings.Single;
import dev.cachekit.spring.connection.CacheKitConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.ssl.SslBundle;

/**
 * What was announced to CacheKit itself.
 *
 * @param details tells it
 */
record OwnConnection(CacheKitConnectionDetails details) implements ServiceConnection {

    static boolean isAnnounced(ListableBeanFactory beans) {
        return beans.getBeanNamesForType(CacheKitConnectionDetails.class, true, false).length > 0;
    }

    static OwnConnection in(ListableBeanFactory beans) {
        return new OwnConnection(ServiceConnection.only(beans, CacheKitConnectionDetails.class));
    }

    @Override
    public Servers servers() {
        return new Single(details.getUrl());
    }

    @Override
    public Credentials credentials() {
        return new Credentials(details.getUsername(), details.getPassword());
    }

    @Override
    public @Nullable SslBundle sslBundle() {
        return details.getSslBundle();
    }
}
