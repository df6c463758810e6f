/**
 * Counters: plain numbers in the store, changed atomically.
 *
 * <p>The only strategy without an algorithm of its own: it bounds what a call may spend on the store.
 */
@NullMarked
package dev.cachekit.counter;

import org.jspecify.annotations.NullMarked;
