/** CacheKit while {@code cachekit.enabled} is false: every call reaches the loader, nothing is kept. */
@NullMarked
package dev.cachekit.spring.disabled;

import org.jspecify.annotations.NullMarked;
