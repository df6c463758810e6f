package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import org.redisson.spring.data.connection.RedissonConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.data.redis.config.annotation.SpringSessionRedisConnectionFactory;

/**
 * Lends CacheKit's client to Spring Data, if the application asks for it: one client for caches and sessions. Spring Session
 * uses it in any case. Beside another connection factory it is for Spring Session only, so that nobody else has to choose.
 */
@AutoConfiguration(
        after = CacheKitAutoConfiguration.class,
        beforeName = "org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration")
@ConditionalOnProperty(CacheKitSpringDataAutoConfiguration.ENABLED)
public final class CacheKitSpringDataAutoConfiguration {

    static final String ENABLED = "cachekit.redis.spring-data.enabled";

    private static final String FACTORY = "org.redisson.spring.data.connection.RedissonConnectionFactory";
    private static final Logger log = LoggerFactory.getLogger(CacheKitSpringDataAutoConfiguration.class);

    CacheKitSpringDataAutoConfiguration() {}

    /** Others have connection factories of their own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = FACTORY)
    @ConditionalOnBean(
            value = RedisConnection.class,
            type = "org.springframework.data.redis.connection.RedisConnectionFactory")
    @ConditionalOnMissingBean(name = "cacheKitRedisConnectionFactory")
    static class Beside {

        @Bean(defaultCandidate = false)
        @SpringSessionRedisConnectionFactory
        RedissonConnectionFactory cacheKitRedisConnectionFactory(RedisConnection connection) {
            return new RedissonConnectionFactory(connection.client());
        }
    }

    /** There is no other connection factory. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = FACTORY)
    @ConditionalOnBean(RedisConnection.class)
    @ConditionalOnMissingBean(
            type = "org.springframework.data.redis.connection.RedisConnectionFactory",
            name = "cacheKitRedisConnectionFactory")
    static class Alone {

        @Bean
        @SpringSessionRedisConnectionFactory
        RedissonConnectionFactory cacheKitRedisConnectionFactory(RedisConnection connection) {
            return new RedissonConnectionFactory(connection.client());
        }
    }

    /** CacheKit is not on Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(RedisConnection.class)
    static class WithoutRedis {

        WithoutRedis() {
            log.warn(
                    "{} has no effect: CacheKit works within this process and has no client to lend, so sessions stay"
                            + " where they are without it",
                    ENABLED);
        }
    }

    /** What is missing cannot be lent. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass(FACTORY)
    static class WithoutFactory {

        WithoutFactory() {
            throw new InvalidConfigurationException(
                    ENABLED,
                    "true",
                    "lending the client to Spring Data needs Redisson's module for it on the class path",
                    "add org.redisson:redisson-spring-data-41, or remove the option");
        }
    }
}
