package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spring.aop.CacheKitAopConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything there is while CacheKit is enabled. The order counts: each looks for what those before it made. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "cachekit.enabled", matchIfMissing = true)
@Import({
    CacheKitAopConfiguration.class,
    PartsConfiguration.class,
    RedisClientBeanConfiguration.class,
    RedisAddressConfiguration.class,
    RedisBackendConfiguration.class,
    InProcessConfiguration.class,
    EngineConfiguration.class,
    AdvisorConfiguration.class,
    OutboxConfiguration.class
})
class EnabledConfiguration {}
