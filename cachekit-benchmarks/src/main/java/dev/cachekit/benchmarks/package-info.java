/**
 * JMH benchmarks of CacheKit beside its peers.
 */
@NullMarked
package dev.cachekit.benchmarks;

import org.jspecify.annotations.NullMarked;
