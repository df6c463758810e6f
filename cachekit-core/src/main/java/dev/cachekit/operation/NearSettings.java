package dev.cachekit.operation;

import java.time.Duration;

/**
 * The settings of a cache's near cache. Immutable.
 *
 * @param enabled whether values are also kept in this process
 * @param maxSize most entries
 * @param maxWeight most bytes of encoded values and their keys, 0 for no such limit; if set it takes the place of the most entries
 * @param ttl how long an entry is kept at most
 * @param copy whether hits share one object
 */
public record NearSettings(boolean enabled, long maxSize, long maxWeight, Duration ttl, CopyMode copy) {}
