/**
 * What CacheKit costs as data, nodes, primaries and annotated methods grow. Each part measures, and writes tables.
 */
@NullMarked
package dev.cachekit.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
