package dev.cachekit.spring.aop.plan;

import dev.cachekit.cache.CacheKeys;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one cache.
 *
 * @param cache the cache's name
 * @param space its part of the store
 * @param keys makes the texts
 */
record KeyTexts(String cache, CacheSpace space, CacheKeys keys) {

    static KeyTexts of(String cache, CacheKeys keys) {
        return new KeyTexts(cache, keys.space(cache), keys);
    }

    @SuppressWarnings("NullAway") // it does not see that the elements of the array passed on may be null
    EntryKey key(@Nullable Object... parts) {
        return new EntryKey(space, keys.text(cache, parts));
    }
}
