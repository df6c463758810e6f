/**
 * How a call goes about waiting: standing still or continued, and for how long at the store. Every strategy is written once
 * against {@link java.util.concurrent.CompletionStage}; this is all that differs between its blocking and its asynchronous
 * callers.
 */
@NullMarked
package dev.cachekit.call;

import org.jspecify.annotations.NullMarked;
