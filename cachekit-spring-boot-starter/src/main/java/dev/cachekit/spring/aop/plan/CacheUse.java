package dev.cachekit.spring.aop.plan;

import dev.cachekit.CacheContext;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one annotation does with one cache, for the checks across all annotations.
 *
 * @param kind what it does
 * @param where its place
 * @param cache the cache
 * @param method the method
 * @param key how its keys are made; null if it has none, or any number of them for another reason than a list
 * @param tags the expressions of the tags it names
 */
record CacheUse(
        Kind kind,
        String where,
        String cache,
        Method method,
        @Nullable OneKey key,
        List<String> tags) {

    CacheUse {
        tags = List.copyOf(tags);
    }

    enum Kind {
        READ,
        WRITE,
        REMOVE
    }

    boolean tagged() {
        return !tags.isEmpty();
    }

    /** Whether its key is made of all parameters. */
    boolean hasDefaultKey() {
        return key != null && key.isDefault();
    }

    /** Whether its values may have tags that only the method knows. */
    boolean mayTag() {
        return is(Kind.READ) && Arrays.asList(method.getParameterTypes()).contains(CacheContext.class);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }
}
