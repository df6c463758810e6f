package dev.cachekit.spring.autoconfigure;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Below {@code cachekit.single-flight}.
 *
 * @param sharedExceptions Exception types that are rebuilt in other processes. Not available yet.
 */
record SingleFlightProperties(@DefaultValue List<String> sharedExceptions) {}
