package dev.cachekit.operation;

import dev.cachekit.InvalidConfigurationException;
import java.util.List;

/**
 * Run the write, then store what it wrote.
 *
 * @param where where it was written
 * @param name the cache
 * @param key expression of the one key
 * @param keys expression of a collection with one key per element
 * @param entry expression of the value to store; for {@code keys} a collection in the same order, or a map by key
 * @param version expression of the value's version; empty if it has none
 * @param condition expression that must hold for anything to be stored; empty for always
 * @param unless expression over the result that forbids storing it; empty for never
 * @param tags expressions of tags
 * @param ttlExpression expression over the result that gives its lifetime; empty to use the cache's
 * @param nullTtlExpression the same for a null; empty to use the cache's
 * @param options what the annotation says of the cache's settings
 */
public record WriteThroughOperation(
        String where,
        String name,
        String key,
        String keys,
        String entry,
        String version,
        String condition,
        String unless,
        List<String> tags,
        String ttlExpression,
        String nullTtlExpression,
        CacheOptions options)
        implements Operation {

    /** Checks that the parts fit each other. */
    public WriteThroughOperation {
        Checks.named(where, name);
        Checks.keyOrKeys(where, key, keys);
        if (key.isEmpty() && keys.isEmpty()) {
            throw new InvalidConfigurationException(
                    where, "\"\"", "a write needs to know its key", "set key, for example key = \"#result.id\"");
        }
        tags = List.copyOf(tags);
    }
}
