package dev.cachekit.spring.cache;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.NullValue;

/** Whether a cache keeps nulls. */
final class NullsKept {

    private NullsKept() {}

    /** What is put for a user's value: null of a null, whichever way it is told, where nulls are kept. */
    static @Nullable Object plain(String cache, @Nullable Object value, boolean kept) {
        Object plain = value instanceof NullValue ? null : value;
        stored(cache, plain, kept);
        return plain;
    }

    /** Refuses a null where none is kept, in the words of Spring's own caches: people look for them. */
    static Object stored(String cache, @Nullable Object value, boolean kept) {
        if (value != null) {
            return value;
        }
        if (kept) {
            return NullValue.INSTANCE;
        }
        throw new IllegalArgumentException("Cache '" + cache
                + "' is configured to not allow null values but null was provided; set cachekit.caches." + cache
                + ".null-ttl, or keep nulls out with unless = \"#result == null\"");
    }
}
