/**
 * Locks: taking one, keeping it, noticing that it was lost, giving it back.
 *
 * <p>{@link dev.cachekit.lock.Locks} is the way in. What is taken is a {@link dev.cachekit.lock.Hold}.
 */
@NullMarked
package dev.cachekit.lock;

import org.jspecify.annotations.NullMarked;
