package dev.cachekit.key;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.KeyFunction;
import dev.cachekit.spi.CacheSpace;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Shares out the keys of one application among its caches. Safe for use by many threads; never blocks. */
public final class KeySpaces {

    private static final String APP_PROPERTY = "cachekit.app";

    private final String app;
    private final Map<String, String> cacheByPrefix = new ConcurrentHashMap<>();

    /**
     * Begins with the application's name.
     *
     * @param app the first part of every key
     * @throws InvalidConfigurationException if it is blank or holds a brace
     */
    public KeySpaces(String app) {
        this.app = Escape.text(checked(APP_PROPERTY, app));
    }

    /**
     * Returns the first part of every key.
     *
     * @return the escaped name of the application
     */
    public String app() {
        return app;
    }

    /**
     * Gives a cache its keys.
     *
     * @param cache the cache's name
     * @param keyPrefix what stands for the cache in its keys; null for its name
     * @param function makes the texts in place of {@link KeyText}; null for none
     * @return the builder of the cache's keys
     * @throws InvalidConfigurationException if the name is blank, the prefix is blank or holds a brace, or another
     *     cache has the same prefix
     */
    public KeyBuilder forCache(String cache, @Nullable String keyPrefix, @Nullable KeyFunction function) {
        if (cache.isBlank()) {
            throw new InvalidConfigurationException(
                    "a cache", "'" + cache + "'", "the name of a cache must not be blank", "give it a name");
        }
        String place = "cachekit.caches." + cache + ".key-prefix";
        String prefix = Escape.text(keyPrefix == null ? cache : checked(place, keyPrefix));
        String owner = cacheByPrefix.putIfAbsent(prefix, cache);
        if (owner != null && !owner.equals(cache)) {
            throw new InvalidConfigurationException(
                    place,
                    "'" + prefix + "' of cache '" + owner + "'",
                    "two caches must not share the start of their keys",
                    "set another key-prefix");
        }
        return new KeyBuilder(new CacheSpace(app, cache, prefix), cache, function);
    }

    /**
     * Tells where the keys of a cache stand that perhaps only another process of this application knows. The prefix is
     * not taken by this: a cache of this process may have it, or get it later.
     *
     * @param cache the cache's name
     * @param prefix what stands for the cache in its keys, as {@link CacheSpace#prefix()} tells it
     * @return the part of the store
     * @throws InvalidConfigurationException if the prefix is blank or holds a brace
     */
    public CacheSpace elsewhere(String cache, String prefix) {
        return new CacheSpace(app, cache, checked("the key prefix of cache '" + cache + "'", prefix));
    }

    /** Braces would move keys to other slots of a cluster than their lane's. */
    private static String checked(String where, String name) {
        if (name.isBlank() || name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
            throw new InvalidConfigurationException(
                    where,
                    "'" + name + "'",
                    "it must not be blank and must not hold { or }",
                    "use letters, digits, dots and dashes");
        }
        return name;
    }
}
