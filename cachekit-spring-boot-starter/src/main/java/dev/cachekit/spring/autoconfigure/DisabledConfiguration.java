package dev.cachekit.spring.autoconfigure;

import dev.cachekit.CacheKit;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.spring.aop.CacheKitSwitchedOffConfiguration;
import dev.cachekit.spring.disabled.DisabledCacheKit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** CacheKit switched off: no proxies, no connections, every call reaches its method. */
@Configuration(proxyBeanMethods = false)
@Import(CacheKitSwitchedOffConfiguration.class)
@ConditionalOnBooleanProperty(name = "cachekit.enabled", havingValue = false)
class DisabledConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DisabledConfiguration.class);

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    CacheKit cacheKit(AppName app) {
        log.warn(
                "CacheKit is switched off by cachekit.enabled: nothing is cached, every call reaches its method; locks,"
                        + " limits, counters and topics work within this process only");
        return new DisabledCacheKit(new CacheKitBuilder().app(app.name()).build());
    }
}
