package dev.cachekit;

import org.jspecify.annotations.Nullable;

/**
 * Loads the value of one key from where it really lives. Called on the thread of the caller, never on one of Redis; must be
 * safe for calls with different keys at once.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
@FunctionalInterface
public interface Loader<K, V> {

    /**
     * Loads one value.
     *
     * @param key the key
     * @return the value; null means "there is none" and is cached for the null TTL
     * @throws Exception any failure; it reaches the caller unchanged and is not cached
     */
    @Nullable
    V load(K key) throws Exception;
}
