package dev.cachekit.spring.cache;

import java.util.Map;
import java.util.Set;

/**
 * What is configured of Spring's caches.
 *
 * @param caches the caches with properties of their own
 * @param typeNames the types of values, by cache
 * @param references the caches that keep the objects themselves
 */
public record SpringCacheSettings(Set<String> caches, Map<String, String> typeNames, Set<String> references) {

    /** Copies all. */
    public SpringCacheSettings {
        caches = Set.copyOf(caches);
        typeNames = Map.copyOf(typeNames);
        references = Set.copyOf(references);
    }
}
