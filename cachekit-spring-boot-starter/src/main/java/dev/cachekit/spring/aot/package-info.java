/** What a native image must be told ahead of time, because CacheKit asks for it by reflection. */
@NullMarked
package dev.cachekit.spring.aot;

import org.jspecify.annotations.NullMarked;
