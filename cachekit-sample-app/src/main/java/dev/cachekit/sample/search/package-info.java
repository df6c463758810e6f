/** Search in posts and in one's own messages. */
@NullMarked
package dev.cachekit.sample.search;

import org.jspecify.annotations.NullMarked;
