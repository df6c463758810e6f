package dev.cachekit.spring.cache;

import dev.cachekit.strategy.OpenLoad;
import org.jspecify.annotations.Nullable;

/**
 * The load of one key of a cache of ours.
 *
 * @param cache the cache
 * @param load holds the lease
 */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
record RegionFill(CacheKitCache cache, OpenLoad<@Nullable Object> load) implements OpenFill {

    @Override
    public void enter() {
        load.enter();
    }

    @Override
    public void leave() {
        load.leave();
    }

    @Override
    public void store(@Nullable Object value) {
        cache.store(load, value);
    }

    @Override
    public void giveUp() {
        cache.giveUp(load);
    }
}
