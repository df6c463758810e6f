package dev.cachekit.spring.autoconfigure;

import dev.cachekit.event.Observers;
import dev.cachekit.key.KeySpaces;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spring.actuate.ServerVersion;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The backend on whichever client was found. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(RedisConnection.class)
class RedisBackendConfiguration {

    @Bean(destroyMethod = "close")
    Backend cacheKitBackend(
            RedisConnection connection,
            AppName app,
            Scheduler scheduler,
            CacheKitProperties properties,
            ObjectProvider<Observer> observers) {
        return RedissonBackend.create(
                connection.client(),
                new KeySpaces(app.name()).app(),
                scheduler,
                properties.redis().commandTimeout(),
                Observers.of(observers.orderedStream().toList()));
    }

    @Bean
    ServerVersion cacheKitServerVersion(RedisConnection connection) {
        return new RedissonServerVersion(connection.client());
    }

    @Bean
    StartReport.RedisStatus cacheKitRedisStatus(
            RedisConnection connection, ServerVersion version, CacheKitProperties properties) {
        return new StartReport.RedisStatus(
                connection.place(), version, properties.redis().deadline());
    }
}
