/** A real Redis server for a start with nothing installed. */
@NullMarked
package dev.cachekit.sample.redis;

import org.jspecify.annotations.NullMarked;
