/** What CacheKit shows to operators. */
@NullMarked
package dev.cachekit.spring.actuate;

import org.jspecify.annotations.NullMarked;
