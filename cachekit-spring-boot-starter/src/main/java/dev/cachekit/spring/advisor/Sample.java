package dev.cachekit.spring.advisor;

/**
 * A value that was made to see whether it comes back from the cache.
 *
 * @param value the value
 * @param whole whether each of its parts could be made; what could not is null, empty or as its class begins
 */
record Sample(Object value, boolean whole) {}
