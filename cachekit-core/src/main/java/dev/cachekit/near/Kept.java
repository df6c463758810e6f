package dev.cachekit.near;

import org.jspecify.annotations.Nullable;

/**
 * A value that a near cache served.
 *
 * @param value the value; null if null is what was cached
 * @param <V> the type of the value
 */
public record Kept<V extends @Nullable Object>(V value) {}
