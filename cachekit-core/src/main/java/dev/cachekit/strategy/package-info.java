/**
 * The algorithms, each written once against {@link java.util.concurrent.CompletionStage}, for blocking and non-blocking
 * callers alike.
 *
 * <p>Start reading at {@link dev.cachekit.strategy.CacheReader}; it makes one {@code ReadCall} per call, which
 * looks up and serves. What it cannot serve becomes a {@code Miss}, from the lease to the fill.
 */
@NullMarked
package dev.cachekit.strategy;

import org.jspecify.annotations.NullMarked;
