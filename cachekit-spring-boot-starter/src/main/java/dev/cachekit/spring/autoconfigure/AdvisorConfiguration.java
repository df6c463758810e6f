package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spring.advisor.SlowLoads;
import dev.cachekit.spring.aop.finding.Findings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Advises on what works, but hurts in production. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "cachekit.advisor.enabled", matchIfMissing = true)
class AdvisorConfiguration {

    @Bean
    @ConditionalOnBean(CacheKitEngine.class)
    SlowLoads cacheKitSlowLoads(ObjectProvider<CacheKitEngine> engine, Findings findings) {
        SingletonSupplier<CacheKitEngine> later =
                SingletonSupplier.of(engine::getObject); // it is made of its listeners
        return new SlowLoads(cache -> later.obtain().regions().settings(cache), findings);
    }

    @Bean
    @ConditionalOnBean(CacheKitEngine.class)
    StartAdvisor cacheKitStartAdvisor(
            ApplicationContext context,
            CacheKitEngine engine,
            AppName app,
            CacheOptionsResolver options,
            Scheduler scheduler,
            Findings findings) {
        return new StartAdvisor(context, engine, app, options, scheduler, findings);
    }
}
