package dev.cachekit.strategy;

import dev.cachekit.near.Kept;
import dev.cachekit.near.LaneWatch;
import dev.cachekit.near.NearTier;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Payload;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A value that a hit has served, and a way to learn whether another hit would be served the same. */
sealed interface ServedValue {

    /** How long after a change its invalidation may still be on the way to the store. */
    Duration ON_THE_WAY = Duration.ofSeconds(1);

    /** The value's bytes. */
    Payload payload();

    /** Tells whether it would still be served. */
    CompletionStage<Boolean> isStillServed();

    /** How long after a change it may rightly be served. */
    Duration patience();

    /**
     * Served by the store.
     *
     * @param ports lead to the store
     * @param key the key
     * @param entry what was found
     */
    record Stored(CachePorts ports, EntryKey key, Entry entry) implements ServedValue {

        @Override
        public Payload payload() {
            return entry.payload();
        }

        @Override
        public CompletionStage<Boolean> isStillServed() {
            return ports.entries()
                    .find(key)
                    .thenApply(seen -> seen instanceof Lookup.Hit hit
                            && hit.entry().token().equals(entry.token()));
        }

        @Override
        public Duration patience() {
            return ON_THE_WAY;
        }
    }

    /**
     * Served by the near cache, which may be behind the store for a while. It does not tell which load a value is from, so
     * one of equal bytes counts as the same.
     *
     * @param region the cache
     * @param key the key
     * @param served what was found
     * @param <V> the type of the value
     */
    record Near<V extends @Nullable Object>(CacheRegion<V> region, EntryKey key, Kept<V> served)
            implements ServedValue {

        @Override
        public Payload payload() {
            return region.encode(served.value());
        }

        @Override
        public CompletionStage<Boolean> isStillServed() {
            NearTier<V> near = region.near();
            Kept<V> now = near == null ? null : near.get(key);
            boolean same = now != null
                    && region.encode(now.value()).bytes().equals(payload().bytes());
            return CompletableFuture.completedFuture(same);
        }

        @Override
        public Duration patience() {
            return LaneWatch.BOUND.plus(ON_THE_WAY);
        }
    }
}
