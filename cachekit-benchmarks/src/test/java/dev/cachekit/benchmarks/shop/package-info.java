/** A small application on CacheKit, in this process or in one of its own. */
@NullMarked
package dev.cachekit.benchmarks.shop;

import org.jspecify.annotations.NullMarked;
