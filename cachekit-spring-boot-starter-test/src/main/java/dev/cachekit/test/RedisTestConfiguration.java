package dev.cachekit.test;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.Backend;
import dev.cachekit.test.store.Condition;
import dev.cachekit.test.store.FaultyBackend;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store of the application, and real time. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(CacheKitClock.class)
class RedisTestConfiguration {

    @Bean
    static BeanPostProcessor cacheKitTestFaultsBeforeTheStore(ObjectProvider<Condition> condition) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Backend backend
                        ? new FaultyBackend(backend, condition.getObject(), backend.isShared())
                        : bean;
            }
        };
    }

    @Bean
    Aftermath cacheKitTestAftermath(ObjectProvider<CacheKitEngine> engine, ObjectProvider<Backend> backend) {
        return new RealAftermath(engine::getObject, () -> (FaultyBackend) backend.getObject());
    }

    @Bean
    Renewal cacheKitTestRenewal(CacheKitFaults faults, ObjectProvider<CacheKitEngine> engine) {
        return () -> {
            faults.recover();
            CacheKitEngine used = engine.getObject();
            used.regions()
                    .spaces()
                    .forEach(space -> Outcome.of(used.strategies()
                            .invalidator()
                            .removeNow(space, new Removal.Clear(space), Caller.BLOCKING)));
        };
    }
}
