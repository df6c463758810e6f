package dev.cachekit.spring.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Keeps the number of names small that become values of a tag: an application may make up names of locks or topics without
 * end, and each would be kept for good. Safe for use by many threads.
 */
final class BoundedNames {

    /** So many have meters of their own. */
    static final int LIMIT = 200;

    /** Stands for all others. */
    static final String OTHER = "other";

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Consumer<String> onFirst;

    /** Tells of each name that counts, once. */
    BoundedNames(Consumer<String> onFirst) {
        this.onFirst = onFirst;
    }

    /** The name itself if it is one of the first, roughly. */
    String of(String name) {
        if (known.contains(name)) {
            return name;
        }
        String counted = known.size() < LIMIT ? name : OTHER;
        if (known.add(counted)) {
            onFirst.accept(counted);
        }
        return counted;
    }
}
