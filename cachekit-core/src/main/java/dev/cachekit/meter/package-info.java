/**
 * How permits are counted in this process. A {@link dev.cachekit.meter.Meter} is what one band holds at one moment; all of
 * it is pure, so that every step can be looked at. The same arithmetic stands in the script of the Redis backend.
 */
@NullMarked
package dev.cachekit.meter;

import org.jspecify.annotations.NullMarked;
