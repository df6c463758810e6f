package dev.cachekit.spring.aop.plan;

import dev.cachekit.engine.Outcome;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.strategy.CacheInvalidator;
import dev.cachekit.strategy.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call removes.
 *
 * @param space the cache
 * @param keys the keys; empty with a glob
 * @param glob the glob; null with keys
 */
record Removal(
        CacheSpace space, List<EntryKey> keys, @Nullable String glob) {

    void now(CacheInvalidator invalidator, Caller caller) {
        Outcome.of(
                glob == null
                        ? invalidator.invalidateNow(space, keys, caller)
                        : invalidator.invalidatePatternNow(space, glob, Caller.BLOCKING));
    }

    void touchIn(TransactionScope scope) {
        if (glob == null) {
            scope.touch(keys);
        } else {
            scope.touchAll(space);
        }
    }
}
