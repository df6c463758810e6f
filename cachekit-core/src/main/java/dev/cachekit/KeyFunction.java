package dev.cachekit;

/**
 * Makes the text of a key in place of CacheKit's own scheme, for key types it does not know or for texts that must look a
 * certain way. As a Spring bean it is found by itself. Must be safe for use by many threads, and needs no Redis.
 *
 * <pre>{@code
 *     KeyFunction isbnKeys = key -> ((Isbn) key).digits();
 * }</pre>
 */
@FunctionalInterface
public interface KeyFunction {

    /**
     * Makes the text of a key: the same for equal keys in every process and version, and different for different ones. It is
     * escaped afterwards, so it may hold any character.
     *
     * @param key the key, not null
     * @return its text, not null
     */
    String keyText(Object key);

    /**
     * Chooses the caches this function makes keys for. Two functions for one cache stop the start.
     *
     * @param cache name of a cache
     * @return true by default: every cache
     */
    default boolean appliesTo(String cache) {
        return true;
    }
}
