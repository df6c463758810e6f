/** Spring's cache annotations over caches of CacheKit: a cache manager, its caches, their keys and value types. */
@NullMarked
package dev.cachekit.spring.cache;

import org.jspecify.annotations.NullMarked;
