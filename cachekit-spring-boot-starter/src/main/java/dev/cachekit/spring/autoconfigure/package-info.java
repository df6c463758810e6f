/**
 * Configures CacheKit in a Spring Boot application: properties, beans, conditions and the reports of failed starts.
 */
@NullMarked
package dev.cachekit.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
