/**
 * Near caches: objects kept in this process, beside the store.
 *
 * <p>What makes them safe stands in three classes. {@link dev.cachekit.near.LaneWatch} knows which lanes this process has
 * heard everything of, and how long ago that was certain. {@code FillGuard} keeps values out that were read before an
 * invalidation. {@link dev.cachekit.near.NearTier} serves an entry only if both agree.
 */
@NullMarked
package dev.cachekit.near;

import org.jspecify.annotations.NullMarked;
