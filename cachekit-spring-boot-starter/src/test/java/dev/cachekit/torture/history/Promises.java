package dev.cachekit.torture.history;

import java.time.Duration;
import java.util.Map;

/**
 * What a history is held against.
 *
 * @param caches the rule of each cache
 * @param afterFailover how long after a failover what the lost primary acknowledged may stay unseen
 * @param settling how long after the last fault queued invalidations may stay unseen, beyond the cache's bound
 */
public record Promises(Map<String, CacheRule> caches, Duration afterFailover, Duration settling) {

    CacheRule of(String row) {
        String cache = cache(row);
        CacheRule rule = caches.get(cache);
        if (rule == null) {
            throw new IllegalArgumentException("nothing is promised of cache " + cache);
        }
        return rule;
    }

    static String cache(String row) {
        return row.substring(0, row.indexOf(':'));
    }
}
