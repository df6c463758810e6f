/**
 * How calls come by permits. A {@link dev.cachekit.limit.Limiter} decides, and waits if it is told to; how permits are counted
 * is the store's matter. Settings belong to the name of a limiter and may change while it is used.
 */
@NullMarked
package dev.cachekit.limit;

import org.jspecify.annotations.NullMarked;
