package dev.cachekit.spring.autoconfigure;

import dev.cachekit.key.KeySpaces;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spring.actuate.ServerVersion;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The backend on whichever client was found. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(RedisConnection.class)
class RedisBackendConfiguration {

    @Bean(destroyMethod = "close")
    Backend cacheKitBackend(
            RedisConnection connection, AppName app, Scheduler scheduler, CacheKitProperties properties) {
        String escaped = new KeySpaces(app.name()).app();
        return RedissonBackend.create(
                connection.client(), escaped, scheduler, properties.redis().commandTimeout());
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
