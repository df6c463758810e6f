package dev.cachekit.spring.cache;

import dev.cachekit.InvalidConfigurationException;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * What may be put into one cache. Asked before a value goes to the store, where a refusal may come too late to be heard:
 * after a commit.
 *
 * @param cache the cache's name
 * @param type the type of its values
 */
record CacheValues(String cache, Type type) {

    static final String PLAIN_RULE = "a value must be null, a text, a boolean, a number, or a list or map of these"
            + " where no one type of values is known";
    static final String PLAIN_REMEDY =
            "let all methods that name the cache return one type, give each type a cache of its"
                    + " own, or set cachekit.caches.<name>.type";

    boolean arePlain() {
        return type == PlainJson.class;
    }

    /** Returns the value, if it may be put. */
    @Nullable
    Object admitted(@Nullable Object value) {
        Optional<String> obstacle = arePlain() ? PlainJson.obstacle(value) : foreign(value);
        if (obstacle.isPresent()) {
            throw refused(obstacle.get());
        }
        return value;
    }

    private Optional<String> foreign(@Nullable Object value) {
        return value == null || ResolvableType.forType(type).toClass().isInstance(value)
                ? Optional.empty()
                : Optional.of(value.getClass().getName());
    }

    private InvalidConfigurationException refused(String obstacle) {
        String where = "cache " + cache;
        return arePlain()
                ? new InvalidConfigurationException(where, obstacle, PLAIN_RULE, PLAIN_REMEDY.replace("<name>", cache))
                : new InvalidConfigurationException(
                        where,
                        obstacle,
                        "a cache holds values of one type and this one holds " + type.getTypeName(),
                        "give the values of the other type a cache of their own");
    }
}
