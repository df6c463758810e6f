package dev.cachekit.recovery;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.TransactionScope;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Something that must not be read from a store any more. Immutable; may be sent twice with the effect of once. */
public sealed interface Removal {

    /**
     * Single keys, of any caches.
     *
     * @param keys the keys
     */
    record Keys(Collection<EntryKey> keys) implements Removal {

        /** Copies the keys. */
        public Keys {
            keys = List.copyOf(keys);
        }

        @Override
        public CompletionStage<Void> send(EntryStore store) {
            return store.invalidate(keys);
        }

        @Override
        public long count() {
            return keys.size();
        }

        @Override
        public void touchIn(TransactionScope transaction) {
            transaction.touch(keys);
        }
    }

    /** A part of one cache that cannot be told by keys. */
    sealed interface OfCache extends Removal {

        /**
         * Returns the cache.
         *
         * @return its part of the store
         */
        CacheSpace space();

        @Override
        default void touchIn(TransactionScope transaction) {
            transaction.touchAll(space());
        }
    }

    /**
     * The keys of a cache whose text matches a glob.
     *
     * @param space the cache
     * @param glob the glob
     */
    record Pattern(CacheSpace space, String glob) implements OfCache {

        /** A scan goes on for as long as the store answers; each of its steps has the store's own time-out. */
        public static final Duration LONGEST_SCAN = Duration.ofMinutes(5);

        @Override
        public CompletionStage<Void> send(EntryStore store) {
            return store.invalidatePattern(space, glob).thenAccept(removed -> {});
        }
    }

    /**
     * All keys of a cache.
     *
     * @param space the cache
     */
    record Clear(CacheSpace space) implements OfCache {
        @Override
        public CompletionStage<Void> send(EntryStore store) {
            return store.clear(space);
        }
    }

    /**
     * The values of a cache that carry one of the tags.
     *
     * @param space the cache
     * @param tags the tags, not empty
     */
    record Tags(CacheSpace space, Set<String> tags) implements OfCache {

        /** Copies the tags. */
        public Tags {
            tags = Set.copyOf(tags);
        }

        @Override
        public CompletionStage<Void> send(EntryStore store) {
            return store.invalidateTags(space, tags);
        }
    }

    /**
     * Sends this to a store.
     *
     * @param store the store
     * @return done once the store has acknowledged it; fails as the store does
     */
    CompletionStage<Void> send(EntryStore store);

    /**
     * Notes in a transaction what it must not read from caches any more.
     *
     * @param transaction the transaction
     */
    void touchIn(TransactionScope transaction);

    /**
     * Tells how many removals this is.
     *
     * @return the number of keys; one for a part of a cache, which cannot be told by keys
     */
    default long count() {
        return 1;
    }
}
