package dev.cachekit.spring.aop.plan;

import dev.cachekit.CacheContext;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one annotation does with one cache, for the checks across all annotations.
 *
 * @param kind what it does
 * @param where its place
 * @param cache the cache
 * @param method the method
 * @param key how its one key is made; null if it has none or many
 * @param tagged whether it names tags
 */
record CacheUse(
        Kind kind,
        String where,
        String cache,
        Method method,
        @Nullable OneKey key,
        boolean tagged) {

    enum Kind {
        READ,
        WRITE,
        REMOVE
    }

    /** Whether its values may have tags that only the method knows. */
    boolean mayTag() {
        return is(Kind.READ) && Arrays.asList(method.getParameterTypes()).contains(CacheContext.class);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }
}
