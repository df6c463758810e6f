/** What CacheKit tells Micrometer: meters, and observations that become traces. Micrometer only here. */
@NullMarked
package dev.cachekit.spring.metrics;

import org.jspecify.annotations.NullMarked;
