package dev.cachekit.near;

import dev.cachekit.spi.Lane;

/**
 * Shows which invalidations of a key this process knew of at one moment. Immutable.
 *
 * @param key the text of the key
 * @param lane the key's lane
 * @param epoch how often keys like this one had been invalidated
 * @param wholeCache how often entries all over the cache had been invalidated
 * @param generation how often the lane had been dropped
 * @param homeGeneration the same of the cache's home lane, where tags are invalidated
 */
public record Ticket(String key, Lane lane, long epoch, long wholeCache, long generation, long homeGeneration) {}
