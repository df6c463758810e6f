package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spring.aop.selfcall.SelfInvocation;
import dev.cachekit.spring.cache.SpringCacheSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

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
 * @param profiles Settings for a kind of cache, by the name of the profile. Default: the built-in profiles.
 * @param caches Settings of single caches, by the name of the cache. Default: none.
 * @param rateLimiters Rate limiters by name. Default: none.
 * @param locks Settings of single locks, by the name of the lock. Default: none.
 * @param circuitBreaker When Redis is left alone for a while.
 * @param singleFlight Calls that are joined into one.
 * @param rules Operations of methods by pointcut, as if they were annotated. Default: none.
 * @param springCache Spring's cache annotations.
 * @param outbox Removals in a table of the application's database.
 * @param web Rate limits in web applications.
 * @param health What the health contributor reports.
 * @param advisor What the start advises on.
 * @param actuator What the actuator shows.
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
        @NestedConfigurationProperty @DefaultValue HealthProperties health,
        @NestedConfigurationProperty @DefaultValue AdvisorProperties advisor,
        @NestedConfigurationProperty @DefaultValue ActuatorProperties actuator) {

    /** What the environment says now; what would stop the start is thrown. */
    static CacheKitProperties read(Environment environment) {
        return Binder.get(environment)
                .bindOrCreate("cachekit", Bindable.of(CacheKitProperties.class), BindFailures.strict());
    }

    /** The groups of options that are others there, and are read at the start only. Names, no values. */
    List<String> differingWithoutRefresh(CacheKitProperties now) {
        Map<String, Optional<Object>> mine = readAtStart();
        Map<String, Optional<Object>> theirs = now.readAtStart();
        return mine.keySet().stream()
                .filter(group -> !Objects.equals(mine.get(group), theirs.get(group)))
                .map(group -> "cachekit." + group)
                .toList();
    }

    /** All but the settings of caches and rate limiters. */
    Map<String, Optional<Object>> readAtStart() {
        Map<String, Optional<Object>> groups = new TreeMap<>();
        groups.put("enabled", Optional.of(enabled));
        groups.put("backend", Optional.of(backend));
        groups.put("app", Optional.ofNullable(app));
        groups.put("advisor-order", Optional.ofNullable(advisorOrder));
        groups.put("self-invocation", Optional.of(selfInvocation));
        groups.put("redis", Optional.of(redis));
        groups.put("locks", Optional.of(locks));
        groups.put("circuit-breaker", Optional.of(circuitBreaker));
        groups.put("single-flight", Optional.of(singleFlight));
        groups.put("rules", Optional.of(rules));
        groups.put("spring-cache", Optional.of(springCache));
        groups.put("outbox", Optional.of(outbox));
        groups.put("web", Optional.of(web));
        groups.put("health", Optional.of(health));
        groups.put("advisor", Optional.of(advisor));
        groups.put("actuator", Optional.of(actuator));
        return groups;
    }

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
