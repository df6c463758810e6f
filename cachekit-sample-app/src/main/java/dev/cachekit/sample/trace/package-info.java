/** What one request cost: SQL statements, cache hits and misses. */
@NullMarked
package dev.cachekit.sample.trace;

import org.jspecify.annotations.NullMarked;
