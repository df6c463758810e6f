package dev.cachekit.spring.autoconfigure;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Below {@code cachekit.advisor}.
 *
 * @param enabled Whether the start looks at how Redis is run and at settings that hurt in production, and advises.
 */
record AdvisorProperties(@DefaultValue("true") boolean enabled) {}
