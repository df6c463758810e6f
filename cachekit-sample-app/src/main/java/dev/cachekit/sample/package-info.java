/** A small chat and feed application that shows CacheKit at work. */
@NullMarked
package dev.cachekit.sample;

import org.jspecify.annotations.NullMarked;
