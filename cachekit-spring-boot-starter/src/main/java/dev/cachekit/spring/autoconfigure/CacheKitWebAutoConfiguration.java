package dev.cachekit.spring.autoconfigure;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.limit.Limiters;
import dev.cachekit.spring.web.AdviceOrder;
import dev.cachekit.spring.web.OutageAdvice;
import dev.cachekit.spring.web.PathLimits;
import dev.cachekit.spring.web.RefusalAdvice;
import dev.cachekit.spring.web.RequesterKeys;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Shows rate limits to the clients of a web application, and applies those of paths. */
@AutoConfiguration(
        after = CacheKitAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
            "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration"
        })
@ConditionalOnClass(name = "org.springframework.web.bind.annotation.ControllerAdvice")
@ConditionalOnWebApplication
@ConditionalOnBean(Limiters.class)
@Import({ServletLimitsConfiguration.class, ReactiveLimitsConfiguration.class})
public final class CacheKitWebAutoConfiguration {

    CacheKitWebAutoConfiguration() {}

    @Bean
    RefusalAdvice cacheKitRefusalAdvice(ListableBeanFactory beans) {
        return new RefusalAdvice(AdviceOrder.of(RateLimitExceededException.class, beans));
    }

    @Bean
    OutageAdvice cacheKitOutageAdvice(ListableBeanFactory beans) {
        return new OutageAdvice(AdviceOrder.of(BackendUnavailableException.class, beans));
    }

    @Bean
    RequesterKeys cacheKitRequesterKeys(CacheKitProperties properties) {
        WebProperties web = properties.web();
        return RequesterKeys.trusting("cachekit.web.trusted-proxies", web.trustedProxies(), web.forwardedHeader());
    }

    @Bean
    @ConditionalOnPathLimits
    PathLimits cacheKitPathLimits(Limiters limiters, RequesterKeys keys, CacheKitProperties properties) {
        PathLimits limits = new PathLimits(limiters, keys);
        int index = 0;
        for (WebProperties.PathLimitProperties limit : properties.web().rateLimits()) {
            limits.add(
                    "cachekit.web.rate-limits[" + index++ + "]",
                    limit.path(),
                    limit.methods(),
                    limit.limiter(),
                    limit.key(),
                    limit.cost());
        }
        return limits;
    }
}
