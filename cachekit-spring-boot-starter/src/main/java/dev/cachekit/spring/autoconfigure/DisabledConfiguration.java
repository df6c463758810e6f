package dev.cachekit.spring.autoconfigure;

import dev.cachekit.CacheAdmin;
import dev.cachekit.CacheKit;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.limit.Limiters;
import dev.cachekit.spi.Listener;
import dev.cachekit.spring.aop.CacheKitSwitchedOffConfiguration;
import dev.cachekit.spring.aop.SwitchedOffEngine;
import dev.cachekit.spring.disabled.DisabledCacheKit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** CacheKit switched off: no connections, nothing is cached; what coordinates does so within this process. */
@Configuration(proxyBeanMethods = false)
@Import(CacheKitSwitchedOffConfiguration.class)
@ConditionalOnBooleanProperty(name = "cachekit.enabled", havingValue = false)
class DisabledConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DisabledConfiguration.class);

    @Bean
    SwitchedOffEngine cacheKitSwitchedOffEngine(
            AppName app,
            LimiterParts limits,
            LockConfiguration locks,
            FlightParts flights,
            ObjectProvider<Listener> listeners) {
        CacheKitBuilder builder = new CacheKitBuilder().app(app.name());
        listeners.orderedStream().forEach(builder::listener);
        return new SwitchedOffEngine(
                flights.addTo(locks.addTo(limits.addTo(builder))).build());
    }

    @Bean
    Limiters cacheKitLimiters(SwitchedOffEngine engine) {
        return engine.engine().limiters();
    }

    @Bean
    @ConditionalOnMissingBean
    CacheAdmin cacheKitAdmin(SwitchedOffEngine engine) {
        return engine.engine().admin();
    }

    /** It is closed with the engine it works on. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    CacheKit cacheKit(SwitchedOffEngine engine) {
        log.warn(
                "CacheKit is switched off by cachekit.enabled: nothing is cached, every call reaches its method; locks,"
                        + " limits, counters and topics work within this process only");
        return new DisabledCacheKit(engine.engine());
    }
}
