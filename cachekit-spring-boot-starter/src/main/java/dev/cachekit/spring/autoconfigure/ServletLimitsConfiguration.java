package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spring.web.PathLimits;
import dev.cachekit.spring.web.RequesterKeys;
import dev.cachekit.spring.web.servlet.RateLimitFilter;
import dev.cachekit.spring.web.servlet.RefusalFilter;
import dev.cachekit.spring.web.servlet.ServletQuotas;
import dev.cachekit.spring.web.servlet.ServletRequestKeys;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Rate limits in Spring MVC. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(HandlerExceptionResolver.class)
class ServletLimitsConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "requestKeys")
    ServletRequestKeys requestKeys(RequesterKeys keys) {
        return new ServletRequestKeys(keys);
    }

    @Bean
    ServletQuotas cacheKitServletQuotas() {
        return new ServletQuotas();
    }

    /** The resolver is lazy: it makes all advice, and filters are made before all else. */
    @Bean
    @ConditionalOnBean(name = "handlerExceptionResolver")
    FilterRegistrationBean<RefusalFilter> cacheKitRefusalFilter(
            @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        FilterRegistrationBean<RefusalFilter> registration = new FilterRegistrationBean<>(new RefusalFilter(resolver));
        registration.setOrder(RefusalFilter.ORDER);
        return registration;
    }

    @Bean
    @ConditionalOnPathLimits
    FilterRegistrationBean<RateLimitFilter> cacheKitRateLimitFilter(
            PathLimits limits,
            @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver,
            CacheKitProperties properties) {
        FilterRegistrationBean<RateLimitFilter> registration =
                new FilterRegistrationBean<>(new RateLimitFilter(limits, resolver));
        registration.setOrder(properties.web().filterOrder());
        return registration;
    }
}
