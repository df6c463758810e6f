/**
 * The algorithms, each written once against {@link java.util.concurrent.CompletionStage}, for blocking and non-blocking
 * callers alike.
 *
 * <p>Start reading at {@link dev.cachekit.strategy.CacheReader}; it makes one {@code ReadCall} per call, and that class
 * is the whole of cache-aside from the look-up to the fill.
 */
@NullMarked
package dev.cachekit.strategy;

import org.jspecify.annotations.NullMarked;
