package dev.cachekit.spring.autoconfigure;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One of {@code cachekit.rules}. What it says is read before properties become beans; this tells unknown options apart and
 * describes them.
 *
 * @param pointcut Which methods, as an AspectJ expression.
 * @param cacheAside Attributes as of the annotation @CacheAside.
 * @param invalidate Attributes as of the annotation @Invalidate.
 * @param writeThrough Attributes as of the annotation @WriteThrough.
 * @param singleFlight Attributes as of the annotation @SingleFlight.
 * @param rateLimited Attributes as of the annotation @RateLimited.
 * @param withLock Attributes as of the annotation @WithLock.
 */
record RuleProperties(
        @Nullable String pointcut,
        @DefaultValue Map<String, String> cacheAside,
        @DefaultValue Map<String, String> invalidate,
        @DefaultValue Map<String, String> writeThrough,
        @DefaultValue Map<String, String> singleFlight,
        @DefaultValue Map<String, String> rateLimited,
        @DefaultValue Map<String, String> withLock) {}
