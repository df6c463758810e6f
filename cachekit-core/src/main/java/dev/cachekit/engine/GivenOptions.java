package dev.cachekit.engine;

import dev.cachekit.cache.SettingsBook;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a builder is told of the settings of caches. What was given for one cache wins, then the other source, then what was given
 * for all. For use by one thread until the CacheKit is built.
 */
final class GivenOptions {

    private final Map<String, CacheOptions> byCache = new HashMap<>();
    private CacheOptions defaults = CacheOptions.NONE;
    private Function<String, CacheOptions> others = cache -> CacheOptions.NONE;

    <T> void forAll(CacheSetting<T> setting, T value, String method) {
        defaults = defaults.with(setting, value, "CacheKit.builder()." + method + "(..)");
    }

    <T> void forCache(String cache, CacheSetting<T> setting, T value, String method) {
        String source = "CacheKit.builder()." + method + "(\"" + cache + "\", ..)";
        byCache.put(cache, byCache.getOrDefault(cache, CacheOptions.NONE).with(setting, value, source));
    }

    void from(Function<String, CacheOptions> source) {
        others = source;
    }

    /** The settings, whose other source may be replaced later on. */
    SettingsBook book() {
        Map<String, CacheOptions> named = Map.copyOf(byCache);
        CacheOptions weakest = defaults;
        return new SettingsBook(
                source -> cache -> named.getOrDefault(cache, CacheOptions.NONE)
                        .over(source.apply(cache))
                        .over(weakest),
                others);
    }
}
