package dev.cachekit.spring.autoconfigure;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One of {@code cachekit.rules}.
 *
 * @param pointcut Which methods, as an AspectJ expression. Not available yet.
 * @param cacheAside Attributes as of the annotation @CacheAside. Not available yet.
 * @param invalidate Attributes as of the annotation @Invalidate. Not available yet.
 * @param writeThrough Attributes as of the annotation @WriteThrough. Not available yet.
 * @param singleFlight Attributes as of the annotation @SingleFlight. Not available yet.
 * @param rateLimited Attributes as of the annotation @RateLimited. Not available yet.
 * @param withLock Attributes as of the annotation @WithLock. Not available yet.
 */
record RuleProperties(
        @Nullable String pointcut,
        @DefaultValue Map<String, String> cacheAside,
        @DefaultValue Map<String, String> invalidate,
        @DefaultValue Map<String, String> writeThrough,
        @DefaultValue Map<String, String> singleFlight,
        @DefaultValue Map<String, String> rateLimited,
        @DefaultValue Map<String, String> withLock) {}
