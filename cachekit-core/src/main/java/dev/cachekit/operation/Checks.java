package dev.cachekit.operation;

import dev.cachekit.InvalidConfigurationException;
import java.util.List;

/** The rules that several operations share. */
final class Checks {

    private Checks() {}

    static void named(String where, String name) {
        if (name.isBlank()) {
            throw new InvalidConfigurationException(where, "\"\"", "a name must be given", "set value");
        }
    }

    static void keyOrKeys(String where, String key, String keys) {
        if (!key.isEmpty() && !keys.isEmpty()) {
            throw new InvalidConfigurationException(
                    where,
                    "key = \"" + key + "\", keys = \"" + keys + "\"",
                    "key and keys exclude each other",
                    "give key for one key, or keys for one per element");
        }
    }

    static void atMostOne(String where, String what, List<String> given) {
        if (given.size() > 1) {
            throw new InvalidConfigurationException(
                    where, String.join(", ", given), what + " exclude each other", "give one of them");
        }
    }
}
