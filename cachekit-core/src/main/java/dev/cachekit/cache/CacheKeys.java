package dev.cachekit.cache;

import dev.cachekit.KeyFunction;
import dev.cachekit.key.KeyBuilder;
import dev.cachekit.key.KeySpaces;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.spi.CacheSpace;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the texts of keys, by the common scheme or by a cache's own key function, and shares out the store among the
 * caches. Safe for use by many threads.
 */
public final class CacheKeys {

    private final KeySpaces spaces;
    private final List<KeyFunction> functions;
    private final Function<String, CacheSettings> settings;
    private final ConcurrentMap<String, KeyBuilder> builders = new ConcurrentHashMap<>();

    CacheKeys(KeySpaces spaces, List<KeyFunction> functions, Function<String, CacheSettings> settings) {
        this.spaces = spaces;
        this.functions = List.copyOf(functions);
        this.settings = settings;
    }

    /** The first part of every key, escaped. */
    String app() {
        return spaces.app();
    }

    /**
     * Returns the text of a key.
     *
     * @param cache the cache's name
     * @param parts the key's parts, null allowed; one key of two parts differs from two keys
     * @return the escaped text
     * @throws dev.cachekit.UnsupportedKeyException if a part has no stable text
     */
    public String text(String cache, @Nullable Object... parts) {
        return of(cache).keyOfParts(Arrays.asList(parts)).text();
    }

    /**
     * Returns the part of the store that belongs to a cache.
     *
     * @param cache the cache's name
     * @return the space
     */
    public CacheSpace space(String cache) {
        return of(cache).space();
    }

    /**
     * Tells whether a {@link KeyFunction} makes the texts of a cache.
     *
     * @param cache the cache's name
     * @return false if the common scheme does, by which equal keys have the same text in every call
     */
    public boolean hasFunction(String cache) {
        return of(cache).hasFunction();
    }

    CacheSpace elsewhere(String cache, String prefix) {
        return spaces.elsewhere(cache, prefix);
    }

    private KeyBuilder of(String cache) {
        KeyBuilder known = builders.get(cache);
        return known != null ? known : builders.computeIfAbsent(cache, this::make);
    }

    private KeyBuilder make(String cache) {
        String prefix = settings.apply(cache).keyPrefix();
        KeyFunction function = functions.stream()
                .filter(candidate -> candidate.appliesTo(cache))
                .findFirst()
                .orElse(null);
        return spaces.forCache(cache, prefix.isEmpty() ? null : prefix, function);
    }
}
