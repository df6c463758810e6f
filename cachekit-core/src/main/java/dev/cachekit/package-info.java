/**
 * The vocabulary of CacheKit: what application code holds and calls, and the exceptions it may meet.
 *
 * <p>The door is {@code CacheKit}, which hands out caches, counters, locks, limiters, topics, flights and batches by name. All
 * of them are safe for use by many threads unless their page says otherwise. All exceptions extend the unchecked
 * {@link dev.cachekit.CacheKitException}.
 */
@NullMarked
package dev.cachekit;

import org.jspecify.annotations.NullMarked;
