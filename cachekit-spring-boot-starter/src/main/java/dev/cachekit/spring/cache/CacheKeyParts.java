package dev.cachekit.spring.cache;

import java.lang.reflect.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.util.ReflectionUtils;

/** Takes Spring's keys apart, so that they read as those of CacheKit's own annotations. */
final class CacheKeyParts {

    /** The key shows its parameters only in a text that is ambiguous. */
    private static final Field PARAMETERS =
            Objects.requireNonNull(ReflectionUtils.findField(SimpleKey.class, "params"), "SimpleKey.params");

    static {
        ReflectionUtils.makeAccessible(PARAMETERS);
    }

    private CacheKeyParts() {}

    /** Returns the parameters of a key that stands for all of a method's; any other key is one part. */
    static @Nullable Object[] of(@Nullable Object key) {
        return key instanceof SimpleKey
                ? (@Nullable Object[]) Objects.requireNonNull(ReflectionUtils.getField(PARAMETERS, key))
                : new @Nullable Object[] {key};
    }
}
