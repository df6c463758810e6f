package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.limit.Limiters;
import dev.cachekit.spring.actuate.CacheKitEndpoint;
import dev.cachekit.spring.actuate.CacheKitWebExtension;
import dev.cachekit.spring.actuate.KeyDisplay;
import dev.cachekit.spring.actuate.LimiterCounts;
import dev.cachekit.spring.actuate.LimitersEndpoint;
import dev.cachekit.spring.actuate.LockCounts;
import dev.cachekit.spring.actuate.LocksEndpoint;
import dev.cachekit.spring.actuate.StoreEndpoint;
import dev.cachekit.spring.aop.AppliedRules;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.aop.plan.MethodPlans;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds what operators can look at and change. */
@AutoConfiguration(after = CacheKitAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
public final class CacheKitEndpointAutoConfiguration {

    CacheKitEndpointAutoConfiguration() {}

    @Bean
    static HiddenSecrets cacheKitHiddenSecrets() {
        return new HiddenSecrets();
    }

    /** Apart, as below. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(CacheKitEndpoint.class)
    static class OfTheWhole {

        @Bean
        @ConditionalOnBean({CacheKitEngine.class, MethodPlans.class})
        @ConditionalOnMissingBean
        CacheKitEndpoint cacheKitEndpoint(
                CacheKitEngine engine,
                MethodPlans plans,
                AppliedRules rules,
                Findings findings,
                LiveOptions changes,
                CacheKitProperties properties) {
            KeyDisplay keys = new KeyDisplay(properties.actuator().showKeys());
            return new CacheKitEndpoint(engine, plans, rules, findings, changes, keys);
        }

        @Bean
        @ConditionalOnAvailableEndpoint(endpoint = CacheKitEndpoint.class, exposure = EndpointExposure.WEB)
        @ConditionalOnBean(CacheKitEndpoint.class)
        @ConditionalOnMissingBean
        CacheKitWebExtension cacheKitWebExtension(CacheKitEndpoint endpoint) {
            return new CacheKitWebExtension(endpoint);
        }
    }

    /** Apart, so that its conditions are not looked at without their library. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(LimitersEndpoint.class)
    static class OfLimiters {

        @Bean
        LimiterCounts cacheKitLimiterCounts() {
            return new LimiterCounts();
        }

        @Bean
        @ConditionalOnBean(Limiters.class)
        @ConditionalOnMissingBean
        LimitersEndpoint cacheKitLimitersEndpoint(Limiters limiters, LimiterCounts counts) {
            return new LimitersEndpoint(limiters, counts);
        }
    }

    /** Apart, as above. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(LocksEndpoint.class)
    static class OfLocks {

        @Bean
        LockCounts cacheKitLockCounts() {
            return new LockCounts();
        }

        @Bean
        @ConditionalOnBean(CacheKitEngine.class)
        @ConditionalOnMissingBean
        LocksEndpoint cacheKitLocksEndpoint(CacheKitEngine engine, LockCounts counts) {
            return new LocksEndpoint(engine.locks(), counts);
        }
    }

    /** Apart, as above. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(StoreEndpoint.class)
    static class OfTheStore {

        @Bean
        @ConditionalOnBean(CacheKitEngine.class)
        @ConditionalOnMissingBean
        StoreEndpoint cacheKitStoreEndpoint(CacheKitEngine engine) {
            return new StoreEndpoint(engine);
        }
    }
}
