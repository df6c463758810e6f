package dev.cachekit.operation;

import dev.cachekit.annotation.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * Remove keys of a cache.
 *
 * @param where where it was written
 * @param name the cache
 * @param key expression of the one key
 * @param keys expression of a collection with one key per element
 * @param tags expressions of tags
 * @param pattern glob over the key texts of the cache
 * @param all whether the whole cache is emptied
 * @param phase when it takes effect
 * @param condition expression that must hold; empty for always
 * @param notifyTopic topic that is told afterwards; empty for none
 */
public record InvalidateOperation(
        String where,
        String name,
        String key,
        String keys,
        List<String> tags,
        String pattern,
        boolean all,
        Phase phase,
        String condition,
        String notifyTopic)
        implements Operation {

    /** Checks that the parts fit each other. */
    public InvalidateOperation {
        Checks.named(where, name);
        tags = List.copyOf(tags);
        Checks.atMostOne(where, "key, keys, tags, pattern and all", given(key, keys, tags, pattern, all));
    }

    /**
     * Tells whether nothing was said of what to remove, so that the default key of the method's parameters is meant.
     *
     * @return true if key, keys, tags, pattern and all are all missing
     */
    public boolean isDefaultKey() {
        return given(key, keys, tags, pattern, all).isEmpty();
    }

    private static List<String> given(String key, String keys, List<String> tags, String pattern, boolean all) {
        List<String> given = new ArrayList<>();
        addIfGiven(given, "key", key);
        addIfGiven(given, "keys", keys);
        addIfGiven(given, "tags", String.join(" ", tags));
        addIfGiven(given, "pattern", pattern);
        addIfGiven(given, "all", all ? "true" : "");
        return given;
    }

    private static void addIfGiven(List<String> given, String attribute, String value) {
        if (!value.isEmpty()) {
            given.add(attribute + " = " + value);
        }
    }
}
