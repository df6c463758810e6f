/** A cache with a million entries: what it takes to remove some of them by a pattern, and all of them. */
@NullMarked
package dev.cachekit.benchmarks.large;

import org.jspecify.annotations.NullMarked;
