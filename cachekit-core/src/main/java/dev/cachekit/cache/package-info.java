/** The caches handed out, over regions and strategies; what a cache is made of by its settings. */
@NullMarked
package dev.cachekit.cache;

import org.jspecify.annotations.NullMarked;
