package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spring.web.ForwardedHeader;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Below {@code cachekit.web}.
 *
 * @param trustedProxies Addresses or networks of proxies that are believed when they tell whom a request comes from, such as
 *     10.0.0.0/8. Default: none, a request comes from the other end of its connection.
 * @param forwardedHeader Where they tell it: x-forwarded-for, forwarded, or either; then two that contradict each other are
 *     not believed.
 * @param filterOrder Order of the filter that applies the limits of paths. Default: just inside that of Spring Security.
 * @param rateLimits Limits of paths. All that apply to a request must admit it. Default: none.
 */
record WebProperties(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("either") ForwardedHeader forwardedHeader,
        @DefaultValue("-99") int filterOrder,
        @DefaultValue List<PathLimitProperties> rateLimits) {

    /**
     * One limit.
     *
     * @param path Pattern of the paths, such as /api/**.
     * @param methods HTTP methods it is for. Default: all.
     * @param limiter Name of the limiter below cachekit.rate-limiters.
     * @param key What the limit counts for: client-ip, principal, header:NAME, or none for one limit for all.
     * @param cost Permits that a request takes.
     */
    record PathLimitProperties(
            @DefaultValue("") String path,
            @DefaultValue List<String> methods,
            @DefaultValue("") String limiter,
            @DefaultValue("client-ip") String key,
            @DefaultValue("1") long cost) {}
}
