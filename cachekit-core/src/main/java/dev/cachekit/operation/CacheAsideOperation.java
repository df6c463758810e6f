package dev.cachekit.operation;

import java.util.List;

/**
 * Read from a cache, else load and store.
 *
 * @param where where it was written
 * @param name the cache
 * @param key expression of the one key, empty for the default key; with {@code keys} of the key of a returned element, empty if
 *     the result tells it otherwise
 * @param keys expression of a collection with one key per element; empty if not a batch
 * @param condition expression that must hold for the cache to be used; empty for always
 * @param unless expression over the result that forbids storing it; empty for never
 * @param tags expressions of tags
 * @param ttlExpression expression over the result that gives its lifetime; empty to use the cache's
 * @param nullTtlExpression the same for a null; empty to use the cache's
 * @param options what the annotation says of the cache's settings
 */
public record CacheAsideOperation(
        String where,
        String name,
        String key,
        String keys,
        String condition,
        String unless,
        List<String> tags,
        String ttlExpression,
        String nullTtlExpression,
        CacheOptions options)
        implements Operation {

    /** Checks that the parts fit each other. */
    public CacheAsideOperation {
        Checks.named(where, name);
        tags = List.copyOf(tags);
    }
}
