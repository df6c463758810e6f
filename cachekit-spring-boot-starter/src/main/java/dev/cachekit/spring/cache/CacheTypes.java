package dev.cachekit.spring.cache;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.strategy.CacheRegion;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The types of the values of Spring's caches: the configured one, else the one that all methods return which name the cache,
 * else the one the cache has already, else plain JSON. Safe for use by many threads.
 */
final class CacheTypes {

    private static final Logger log = LoggerFactory.getLogger(CacheTypes.class);

    private final CacheKitEngine engine;
    private final CachingMethods methods;
    private final Map<String, Type> configured = new HashMap<>();

    CacheTypes(CacheKitEngine engine, CachingMethods methods, Map<String, String> names, ClassLoader classes) {
        this.engine = engine;
        this.methods = methods;
        names.forEach((cache, name) -> configured.put(cache, TypeName.read(property(cache), name, classes)));
    }

    CacheValues valuesOf(String cache) {
        return new CacheValues(cache, of(cache));
    }

    private Type of(String cache) {
        Type given = configured.get(cache);
        if (given != null) {
            return given;
        }
        Set<Type> returned = methods.typesOf(cache);
        return returned.size() == 1
                ? returned.iterator().next()
                : engine.regions().types().getOrDefault(cache, PlainJson.class);
    }

    /** Makes the cache of the engine. */
    @SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
    CacheRegion<@Nullable Object> region(CacheValues values) {
        try {
            return engine.regions().region(values.cache(), values.type());
        } catch (InvalidConfigurationException wrong) {
            throw new InvalidConfigurationException(
                    place(values.cache()),
                    wrong.value(),
                    wrong.where() + ": " + wrong.rule(),
                    wrong.remedy() + ", or set " + property(values.cache()));
        }
    }

    /** Tells of a cache that takes less than its methods return. */
    void warnIfMixed(String cache) {
        Set<Type> returned = methods.typesOf(cache);
        if (returned.size() > 1 && !configured.containsKey(cache)) {
            log.warn(
                    "Spring cache {}: {} return {}, so it takes plain JSON only and refuses other objects; give each type a"
                            + " cache of its own, or set {}",
                    cache,
                    methods.describe(cache),
                    returned.stream().map(Type::getTypeName).toList(),
                    property(cache));
        }
    }

    private String place(String cache) {
        String users = methods.describe(cache);
        return "Spring cache " + cache + (users.isEmpty() ? "" : ", named by " + users);
    }

    private static String property(String cache) {
        return "cachekit.caches." + cache + ".type";
    }
}
