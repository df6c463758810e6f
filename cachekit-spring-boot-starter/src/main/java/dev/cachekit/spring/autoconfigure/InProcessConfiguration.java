package dev.cachekit.spring.autoconfigure;

import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The backend of this process alone. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(Backend.class)
class InProcessConfiguration {

    @Bean(destroyMethod = "close")
    Backend cacheKitBackend(
            Scheduler scheduler, CacheKitProperties properties, Environment environment, ListableBeanFactory beans) {
        Refusals.redisWithoutRedisson(OnRedisCondition.origin(environment, beans));
        Refusals.sharedClientWithoutClient(properties);
        return InProcessBackend.create(scheduler);
    }
}
