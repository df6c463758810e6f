package dev.cachekit.engine;

/** Makes the text of a key, by the common scheme or by a cache's own key function. Safe for use by many threads. */
@FunctionalInterface
public interface CacheKeys {

    /**
     * Returns the text of a key.
     *
     * @param name the cache, or whatever else the key belongs to
     * @param parts the key's parts, null allowed; one key of two parts differs from two keys
     * @return the escaped text
     * @throws dev.cachekit.UnsupportedKeyException if a part has no stable text
     */
    String text(String name, Object... parts);
}
