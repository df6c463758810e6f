package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spi.Backend;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** Redis, through a client made from an address. The application may inject that client as its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RedissonClient.class)
@ConditionalOnMissingBean({Backend.class, RedissonClient.class})
@Conditional(OnRedisCondition.class)
class RedisAddressConfiguration {

    private final Environment environment;
    private final ListableBeanFactory beans;

    RedisAddressConfiguration(Environment environment, ListableBeanFactory beans) {
        this.environment = environment;
        this.beans = beans;
    }

    @Bean(destroyMethod = "shutdown")
    RedissonClient cacheKitRedissonClient(
            CacheKitProperties properties,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<CacheKitRedissonCustomizer> customizers,
            ResourceLoader resources) {
        Refusals.sharedClientWithoutClient(properties);
        OwnRedisClient own = new OwnRedisClient(
                properties.redis(), environment, beans, new TlsBundles(bundles), ConfigCustomizers.of(customizers));
        return own.create(origin(), resources);
    }

    @Bean
    RedisConnection cacheKitRedisConnection(RedissonClient cacheKitRedissonClient) {
        return new RedisConnection(cacheKitRedissonClient, origin().place());
    }

    private RedisOrigin origin() {
        return OnRedisCondition.origin(environment, beans).orElse(RedisOrigin.LOCAL_DEFAULT);
    }
}
