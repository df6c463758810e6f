/**
 * The backend that keeps entries in Redis, through Redisson.
 *
 * <p>What is atomic happens in Lua scripts, which stand as files beside this package. Knows the ports and Redisson only.
 */
@NullMarked
package dev.cachekit.redisson;

import org.jspecify.annotations.NullMarked;
