package dev.cachekit;

import java.util.Collection;
import java.util.Map;

/**
 * Loads the values of many keys at once. Called on the thread of the caller, never on one of Redis; must be safe for calls
 * with different keys at once.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
@FunctionalInterface
public interface BulkLoader<K, V> {

    /**
     * Loads the values of the keys that the cache does not have.
     *
     * @param missing the keys to load, without duplicates, never empty
     * @return the values by key; a key left out means "there is none" and is cached for the null TTL, a key not asked for is
     *     ignored
     * @throws Exception any failure; it reaches the caller unchanged and nothing is cached
     */
    Map<K, V> load(Collection<K> missing) throws Exception;
}
