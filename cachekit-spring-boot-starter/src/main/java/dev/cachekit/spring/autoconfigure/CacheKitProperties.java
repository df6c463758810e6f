package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spring.aop.selfcall.SelfInvocation;
import dev.cachekit.spring.cache.SpringCacheSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything below {@code cachekit}. An option that is not declared here stops the start.
 *
 * @param enabled Whether CacheKit caches. If false, nothing connects and every annotated call reaches its method.
 * @param backend Where entries are kept: auto, redis or in-process. "auto" takes Redis where an address is known.
 * @param app Name of the application, with which all keys begin. Default: spring.application.name, else "app".
 * @param advisorOrder Order of the advisor behind the annotations. Default: just inside method security and outside
 *     transactions.
 * @param selfInvocation What becomes of annotated methods that a bean calls on itself, past its proxy: warn, fail or ignore.
 * @param redis Where Redis is and how to talk to it.
 * @param defaults Settings of every cache for which nothing else is said.
 * @param profiles Settings for a kind of cache, by the name of the profile.
 * @param caches Settings of single caches, by the name of the cache.
 * @param rateLimiters Rate limiters by name.
 * @param locks Settings of single locks, by the name of the lock.
 * @param circuitBreaker When Redis is left alone for a while.
 * @param singleFlight Calls that are joined into one.
 * @param rules Operations of methods by pointcut, as if they were annotated.
 * @param springCache Spring's cache annotations.
 * @param outbox Removals in a table of the application's database.
 * @param web Rate limits in web applications.
 * @param health What the health contributor reports.
 */
@ConfigurationProperties(prefix = "cachekit", ignoreUnknownFields = false)
record CacheKitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("auto") BackendKind backend,
        @Nullable String app,
        @Nullable Integer advisorOrder,
        @DefaultValue("warn") SelfInvocation selfInvocation,
        @NestedConfigurationProperty @DefaultValue RedisProperties redis,
        @NestedConfigurationProperty @DefaultValue DefaultsProperties defaults,
        @DefaultValue Map<String, DefaultsProperties> profiles,
        @DefaultValue Map<String, CacheProperties> caches,
        @DefaultValue Map<String, RateLimiterProperties> rateLimiters,
        @DefaultValue Map<String, LockProperties> locks,
        @NestedConfigurationProperty @DefaultValue CircuitBreakerProperties circuitBreaker,
        @NestedConfigurationProperty @DefaultValue SingleFlightProperties singleFlight,
        @DefaultValue List<RuleProperties> rules,
        @NestedConfigurationProperty @DefaultValue SpringCacheProperties springCache,
        @NestedConfigurationProperty @DefaultValue OutboxProperties outbox,
        @NestedConfigurationProperty @DefaultValue WebProperties web,
        @NestedConfigurationProperty @DefaultValue HealthProperties health) {

    /** What is said of Spring's caches. */
    SpringCacheSettings springCaches() {
        Map<String, String> typeNames = new HashMap<>();
        caches.forEach((cache, settings) -> {
            if (settings.type() != null) {
                typeNames.put(cache, settings.type());
            }
        });
        return new SpringCacheSettings(caches.keySet(), typeNames, references());
    }

    /** The caches that keep the objects themselves. */
    Set<String> references() {
        return caches.entrySet().stream()
                .filter(entry -> entry.getValue().store() == ValueStore.REFERENCE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
