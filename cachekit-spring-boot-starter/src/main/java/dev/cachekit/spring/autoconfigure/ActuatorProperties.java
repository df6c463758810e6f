package dev.cachekit.spring.autoconfigure;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Below {@code cachekit.actuator}.
 *
 * @param showKeys Whether the actuator shows keys and tags that it was not asked for, such as those removed of late. Otherwise it
 *     shows patterns, because keys may be personal.
 */
record ActuatorProperties(@DefaultValue("false") boolean showKeys) {}
