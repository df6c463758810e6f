/** A clinic for animals whose vets are cached by Spring's annotations; it knows nothing of CacheKit. */
@NullUnmarked
package dev.cachekit.spring.clinic;

import org.jspecify.annotations.NullUnmarked;
