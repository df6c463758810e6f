/**
 * Puts the parts together: the implementation of the front door over a backend, the codec and the strategies.
 *
 * <p>{@link dev.cachekit.engine.CacheKitBuilder} shows in one method what a CacheKit is made of.
 */
@NullMarked
package dev.cachekit.engine;

import org.jspecify.annotations.NullMarked;
