package dev.cachekit.inprocess;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Tells the moments of all caches. Safe for use by many threads. */
final class Moments {

    private final ConcurrentMap<CacheSpace, CacheState> caches = new ConcurrentHashMap<>();
    private final ElapsedTime time;

    Moments(ElapsedTime time) {
        this.time = time;
    }

    Moment now(EntryKey key) {
        return of(key.space()).at(time.now());
    }

    CacheState of(CacheSpace space) {
        CacheState known = caches.get(space);
        return known != null ? known : caches.computeIfAbsent(space, unknown -> new CacheState());
    }
}
