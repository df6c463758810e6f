package dev.cachekit.spring.autoconfigure;

import dev.cachekit.CacheAdmin;
import dev.cachekit.CacheKit;
import dev.cachekit.KeyFunction;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.event.Observers;
import dev.cachekit.limit.Limiters;
import dev.cachekit.recovery.RemovalLog;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.ContextCarrier;
import dev.cachekit.spi.Listener;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.cache.CacheKitCacheManager;
import dev.cachekit.spring.cache.PlainJsonCodec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;

/** The front door. It depends on backend, codec and scheduler, so they are closed after it. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(CacheKit.class)
    CacheKitEngine cacheKit(
            Backend backend,
            Codec codec,
            Scheduler scheduler,
            AppName app,
            CacheKitProperties properties,
            CacheOptionsResolver options,
            LimiterParts limits,
            LockConfiguration locks,
            FlightParts flights,
            ObjectProvider<Transactions> transactions,
            ObjectProvider<RemovalLog> removalLog,
            ObjectProvider<ContextCarrier> carriers,
            ObjectProvider<TaskDecorator> decorators,
            ObjectProvider<Listener> listeners,
            ObjectProvider<Observer> observers,
            ObjectProvider<KeyFunction> keyFunctions,
            ObjectProvider<CacheKitCustomizer> customizers) {
        CacheKitBuilder builder = new CacheKitBuilder()
                .app(app.name())
                .deadline(properties.redis().deadline())
                .circuitBreaker(properties.circuitBreaker().settings())
                .failover(properties.redis().failover())
                .backend(backend)
                .codec(new PlainJsonCodec(codec))
                .scheduler(scheduler)
                .options(options)
                .transactions(transactions.getIfAvailable(() -> Transactions.NONE))
                .removalLog(removalLog.getIfAvailable(() -> RemovalLog.NONE))
                .observer(Observers.of(observers.orderedStream().toList()))
                .context(carriers.getIfAvailable(
                        () -> new TaskContext(decorators.orderedStream().toList())));
        listeners.orderedStream().forEach(builder::listener);
        keyFunctions.orderedStream().forEach(builder::keyFunction);
        flights.addTo(locks.addTo(limits.addTo(builder)));
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnBean(CacheKitEngine.class)
    Limiters cacheKitLimiters(CacheKitEngine engine) {
        return engine.limiters();
    }

    @Bean
    @ConditionalOnBean(CacheKitEngine.class)
    @ConditionalOnMissingBean
    CacheAdmin cacheKitAdmin(CacheKitEngine engine) {
        return engine.admin();
    }

    @Bean
    ReferenceCaches cacheKitReferenceCaches(
            CacheKitProperties properties,
            CacheOptionsResolver options,
            Backend backend,
            ObjectProvider<CacheKitCacheManager> bridge) {
        return new ReferenceCaches(properties.references(), options.annotated(), backend, bridge);
    }

    @Bean
    TtlAudit cacheKitTtlAudit(CacheOptionsResolver options, Findings findings) {
        return new TtlAudit(options, findings);
    }

    @Bean
    FormatCheck cacheKitFormatCheck(Codec codec, CacheOptionsResolver options) {
        return new FormatCheck(codec, options);
    }

    @Bean
    KeyFunctionCheck cacheKitKeyFunctionCheck(ObjectProvider<KeyFunction> keyFunctions, CacheOptionsResolver options) {
        return new KeyFunctionCheck(keyFunctions.orderedStream().toList(), options);
    }

    @Bean
    @ConditionalOnBean(CacheKitEngine.class)
    StartReport cacheKitStartReport(
            ApplicationContext context,
            CacheKitEngine engine,
            AppName app,
            CacheOptionsResolver options,
            LimiterConfiguration limiters,
            FlightParts flights,
            LockConfiguration locks,
            ObjectProvider<StartReport.RedisStatus> redis) {
        return new StartReport(
                context,
                engine,
                app,
                options,
                new StartReport.Named(limiters.names(), flights.names(), locks.names()),
                redis.getIfAvailable());
    }
}
