package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spring.web.PathLimits;
import dev.cachekit.spring.web.RequesterKeys;
import dev.cachekit.spring.web.reactive.ReactorQuotas;
import dev.cachekit.spring.web.reactive.ReactorRateLimitFilter;
import dev.cachekit.spring.web.reactive.ReactorRefusals;
import dev.cachekit.spring.web.reactive.ReactorRequestKeys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.DispatchExceptionHandler;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerResultHandler;

/** Rate limits in Spring WebFlux. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
class ReactiveLimitsConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "requestKeys")
    ReactorRequestKeys requestKeys(RequesterKeys keys) {
        return new ReactorRequestKeys(keys);
    }

    @Bean
    ReactorQuotas cacheKitReactorQuotas() {
        return new ReactorQuotas();
    }

    @Bean
    ReactorRefusals cacheKitRefusals(
            ObjectProvider<DispatchExceptionHandler> advised, ObjectProvider<HandlerResultHandler> writers) {
        return new ReactorRefusals(
                advised.orderedStream().toList(), writers.orderedStream().toList());
    }

    @Bean
    @ConditionalOnPathLimits
    ReactorRateLimitFilter cacheKitRateLimitFilter(PathLimits limits, CacheKitProperties properties) {
        return new ReactorRateLimitFilter(limits, properties.web().filterOrder());
    }
}
