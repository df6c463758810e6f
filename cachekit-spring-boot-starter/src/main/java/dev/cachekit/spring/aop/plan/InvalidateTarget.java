package dev.cachekit.spring.aop.plan;

import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an annotation says is to be removed from a cache. */
sealed interface InvalidateTarget {

    /** Makes the removal of a call; result is null before the method. */
    Removal of(Call call, @Nullable Object result);

    CacheSpace space();

    default boolean needsResult() {
        return false;
    }

    /** Whether it can be had before the method, at no cost and without a trace. */
    default boolean isKnownBefore() {
        return true;
    }

    /**
     * Single keys.
     *
     * @param texts the cache's keys
     * @param keys makes the keys
     */
    record ByKeys(KeyTexts texts, ManyKeys keys) implements InvalidateTarget {

        @Override
        public Removal.Keys of(Call call, @Nullable Object result) {
            return new Removal.Keys(keys.keys(call, result, texts));
        }

        @Override
        public CacheSpace space() {
            return texts.space();
        }

        @Override
        public boolean needsResult() {
            return keys.needsResult();
        }

        @Override
        public boolean isKnownBefore() {
            return keys.isPlain() && !keys.needsResult();
        }

        /** As far as declarations show them. */
        OneKey seen() {
            return keys.seen();
        }
    }

    /**
     * The same for every call: a pattern or the whole cache.
     *
     * @param removal what is removed
     */
    record Same(Removal.OfCache removal) implements InvalidateTarget {

        @Override
        public Removal of(Call call, @Nullable Object result) {
            return removal;
        }

        @Override
        public CacheSpace space() {
            return removal.space();
        }
    }

    /**
     * All values with one of some tags.
     *
     * @param space the cache
     * @param tags makes the tags
     */
    record ByTags(CacheSpace space, TagExpressions tags) implements InvalidateTarget {

        /** Without any tag in this call there is nothing to remove. */
        @Override
        public Removal of(Call call, @Nullable Object result) {
            List<String> names = tags.of(call, result);
            return names.isEmpty() ? new Removal.Keys(List.of()) : new Removal.Tags(space, Set.copyOf(names));
        }

        @Override
        public boolean needsResult() {
            return tags.needsResult();
        }

        @Override
        public boolean isKnownBefore() {
            return tags.isPlain() && !tags.needsResult();
        }
    }
}
