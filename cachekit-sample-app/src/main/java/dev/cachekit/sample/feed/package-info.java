/** Posts and the home feed. */
@NullMarked
package dev.cachekit.sample.feed;

import org.jspecify.annotations.NullMarked;
