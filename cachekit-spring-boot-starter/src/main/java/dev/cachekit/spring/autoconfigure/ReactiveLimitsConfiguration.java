package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spring.web.PathLimits;
import dev.cachekit.spring.web.RefusalAdvice;
import dev.cachekit.spring.web.RequesterKeys;
import dev.cachekit.spring.web.reactive.ReactorRateLimitFilter;
import dev.cachekit.spring.web.reactive.ReactorRefusals;
import dev.cachekit.spring.web.reactive.ReactorRequestKeys;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.DispatcherHandler;

/** Rate limits in Spring WebFlux. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
class ReactiveLimitsConfiguration {

    @Bean
    ReactorRequestKeys requestKeys(RequesterKeys keys) {
        return new ReactorRequestKeys(keys);
    }

    @Bean
    @ConditionalOnBean(ServerCodecConfigurer.class)
    ReactorRefusals cacheKitRefusals(RefusalAdvice advice, ServerCodecConfigurer codecs) {
        return new ReactorRefusals(advice, codecs);
    }

    @Bean
    @ConditionalOnPathLimits
    ReactorRateLimitFilter cacheKitRateLimitFilter(PathLimits limits, CacheKitProperties properties) {
        return new ReactorRateLimitFilter(limits, properties.web().filterOrder());
    }
}
