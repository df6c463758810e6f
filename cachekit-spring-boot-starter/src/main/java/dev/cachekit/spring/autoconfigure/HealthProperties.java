package dev.cachekit.spring.autoconfigure;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Below {@code cachekit.health}.
 *
 * @param redisDownStatus Health status while Redis is away. The application still answers then, so the default is UP.
 */
record HealthProperties(@DefaultValue("UP") String redisDownStatus) {}
