/** CacheKit and its peers, each set up as its manual advises, behind one interface per feature. */
@NullMarked
package dev.cachekit.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
