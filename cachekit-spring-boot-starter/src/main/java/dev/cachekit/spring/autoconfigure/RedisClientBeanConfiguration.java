package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.redisson.client.RedissonClients;
import dev.cachekit.spi.Backend;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Redis, through the application's own client: its configuration is copied, the client itself is left alone. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RedissonClient.class)
@ConditionalOnMissingBean(Backend.class)
@ConditionalOnBean(RedissonClient.class)
@Conditional(NotInProcessCondition.class)
class RedisClientBeanConfiguration {

    private static final Logger log = LoggerFactory.getLogger(RedisClientBeanConfiguration.class);

    @Bean(defaultCandidate = false, destroyMethod = "shutdown")
    @ConditionalOnBooleanProperty(name = "cachekit.redis.share-client", havingValue = false, matchIfMissing = true)
    RedissonClient cacheKitRedissonClient(
            ObjectProvider<RedissonClient> clients,
            ObjectProvider<CacheKitRedissonCustomizer> customizers,
            CacheKitProperties properties) {
        return RedissonClients.copyOf(only(clients), properties.redis().limits(), ConfigCustomizers.of(customizers));
    }

    @Bean
    RedisConnection cacheKitRedisConnection(
            ObjectProvider<RedissonClient> clients,
            @Qualifier("cacheKitRedissonClient") ObjectProvider<RedissonClient> ours,
            Environment environment) {
        Overlooked.warn(environment, "the RedissonClient bean");
        RedissonClient copy = ours.getIfAvailable();
        if (copy != null) {
            return new RedisConnection(copy, "a copy of the RedissonClient bean");
        }
        log.warn("cachekit.redis.share-client is true: CacheKit uses the RedissonClient bean as it is. Lost with it are"
                + " calls that end within cachekit.redis.deadline, reads from primaries only (an invalidated value may"
                + " be read from a replica), commands that are never sent twice, and a start while Redis is away. Give it a"
                + " connection pool of ten or more: a smaller one may lose its connections in an outage");
        return new RedisConnection(only(clients), "the RedissonClient bean itself");
    }

    private static RedissonClient only(ObjectProvider<RedissonClient> clients) {
        RedissonClient client = clients.getIfUnique();
        if (client == null) {
            throw new InvalidConfigurationException(
                    "the RedissonClient beans",
                    clients.stream().count() + " of equal rank",
                    "CacheKit must know which one to use",
                    "mark one as @Primary, or set cachekit.backend to in-process");
        }
        return client;
    }
}
