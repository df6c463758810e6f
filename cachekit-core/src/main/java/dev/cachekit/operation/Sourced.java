package dev.cachekit.operation;

/**
 * A value and where it came from.
 *
 * @param value the value
 * @param source for people, for example {@code cachekit.caches.feed.ttl} or {@code @CacheAside on Feed#page(long)}
 * @param <T> the type of the value
 */
public record Sourced<T>(T value, String source) {}
