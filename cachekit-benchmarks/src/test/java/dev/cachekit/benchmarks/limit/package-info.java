/** Limiters of CacheKit and of its peers beside each other. */
@NullMarked
package dev.cachekit.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
