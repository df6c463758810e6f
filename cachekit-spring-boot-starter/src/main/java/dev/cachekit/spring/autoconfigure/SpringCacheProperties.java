package dev.cachekit.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Below {@code cachekit.spring-cache}.
 *
 * @param enabled Whether CacheKit holds Spring's caches. Default: true where caching is enabled and nobody else was chosen by a bean, spring.cache.type or properties of another provider. Set to true, CacheKit holds them beside other managers, too.
 */
record SpringCacheProperties(@Nullable Boolean enabled) {}
