package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.limit.Limiters;
import dev.cachekit.spring.actuate.CacheKitEndpoint;
import dev.cachekit.spring.actuate.LimitersEndpoint;
import dev.cachekit.spring.aop.AppliedRules;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.aop.plan.MethodPlans;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
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
                CacheKitEngine engine, MethodPlans plans, AppliedRules rules, Findings findings) {
            return new CacheKitEndpoint(engine, plans, rules, findings);
        }
    }

    /** Apart, so that its conditions are not looked at without their library. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(LimitersEndpoint.class)
    static class OfLimiters {

        @Bean
        @ConditionalOnBean(Limiters.class)
        @ConditionalOnMissingBean
        LimitersEndpoint cacheKitLimitersEndpoint(Limiters limiters) {
            return new LimitersEndpoint(limiters);
        }
    }
}
