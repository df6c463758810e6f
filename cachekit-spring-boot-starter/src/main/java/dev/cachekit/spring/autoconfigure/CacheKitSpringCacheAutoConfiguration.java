package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.SwitchedOffEngine;
import dev.cachekit.spring.aop.transaction.CarriedScopes;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;
import dev.cachekit.spring.aop.transaction.SubscriberTransactions;
import dev.cachekit.spring.cache.CacheKitCacheManager;
import dev.cachekit.spring.cache.CachingAdvisors;
import dev.cachekit.spring.cache.CachingAnnotations;
import dev.cachekit.spring.cache.CachingCalls;
import dev.cachekit.spring.cache.CachingMethods;
import dev.cachekit.spring.cache.JCacheAnnotations;
import dev.cachekit.spring.cache.SpringCachingAnnotations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.jcache.interceptor.JCacheOperationSource;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.function.SingletonSupplier;

/**
 * Lets CacheKit hold Spring's caches, unless somebody else does. Comes before Spring Boot looks for a provider: it would find
 * one, because the libraries of CacheKit bring some.
 */
@AutoConfiguration(
        after = CacheKitAutoConfiguration.class,
        beforeName = "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration")
@Conditional(SpringCacheCondition.class)
public final class CacheKitSpringCacheAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(CacheKitSpringCacheAutoConfiguration.class);

    CacheKitSpringCacheAutoConfiguration() {}

    /** Also while switched off: the application's other managers are still there. */
    @Bean
    static MainCacheManager cacheKitMainCacheManager() {
        return new MainCacheManager();
    }

    /** Caches of ours. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(CacheKitEngine.class)
    static class On {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static CachingCalls cacheKitCachingCalls(
                ObjectProvider<CarriedScopes> carried,
                ObjectProvider<SubscriberTransactions> subscribers,
                ObjectProvider<CacheKitEngine> engine) {
            return new CachingCalls(
                    carried.getIfAvailable(CarriedScopes::new),
                    SingletonSupplier.of(() -> subscribers.getIfAvailable(() -> SubscriberTransactions.NONE)),
                    task -> engine.getObject().callbacks().execute(task));
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static CachingAdvisors cacheKitCachingAdvisors(CachingCalls calls) {
            return new CachingAdvisors(calls);
        }

        @Bean
        @ConditionalOnBean(CacheOperationSource.class)
        CachingAnnotations cacheKitSpringCachingAnnotations(ObjectProvider<CacheOperationSource> sources) {
            return SpringCachingAnnotations.of(sources.orderedStream().toList());
        }

        @Bean
        CacheKitCacheManager cacheManager(
                CacheKitEngine engine,
                CacheKitProperties properties,
                ConfigurableListableBeanFactory beans,
                Scheduler clock,
                ObjectProvider<Transactions> transactions,
                ObjectProvider<PersistenceContexts> contexts,
                ObjectProvider<CachingAnnotations> annotations,
                ResourceLoader resources,
                CachingCalls calls) {
            log.info("CacheKit holds Spring's caches; {}=false leaves them to others", SpringCacheCondition.ENABLED);
            return new CacheKitCacheManager(
                    engine,
                    transactions.getIfAvailable(() -> Transactions.NONE),
                    contexts.getIfAvailable(() -> PersistenceContexts.NONE),
                    clock,
                    new CachingMethods(beans, annotations.orderedStream().toList()),
                    properties.springCaches(),
                    loader(resources),
                    calls);
        }

        private static ClassLoader loader(ResourceLoader resources) {
            ClassLoader given = resources.getClassLoader();
            return given == null ? CacheKitCacheManager.class.getClassLoader() : given;
        }
    }

    /** Where Spring reads the annotations of JCache. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {"org.springframework.cache.jcache.interceptor.JCacheOperationSource", "javax.cache.Cache"})
    static class OnWithJCache {

        @Bean
        @ConditionalOnBean(JCacheOperationSource.class)
        CachingAnnotations cacheKitJCacheAnnotations(JCacheOperationSource source) {
            return new JCacheAnnotations(source);
        }
    }

    /** Nothing is cached, by nobody. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(SwitchedOffEngine.class)
    static class Off {

        @Bean
        CacheManager cacheManager() {
            return new NoOpCacheManager();
        }
    }
}
