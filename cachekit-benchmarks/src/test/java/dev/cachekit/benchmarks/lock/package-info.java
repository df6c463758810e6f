/** Locks of CacheKit and of its peers beside each other. */
@NullMarked
package dev.cachekit.benchmarks.lock;

import org.jspecify.annotations.NullMarked;
