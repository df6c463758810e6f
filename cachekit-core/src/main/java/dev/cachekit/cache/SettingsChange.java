package dev.cachekit.cache;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.operation.Sourced;
import java.util.List;

/** Tells what of a cache's settings may change while the cache is used. */
final class SettingsChange {

    // What keys, stored bytes and the near cache itself are made of.
    private static final List<CacheSetting<?>> FIXED = List.of(
            CacheSetting.KEY_PREFIX,
            CacheSetting.NEAR_ENABLED,
            CacheSetting.NEAR_COPY,
            CacheSetting.MAX_VALUE_SIZE,
            CacheSetting.CODEC,
            CacheSetting.COMPRESSION_THRESHOLD);

    private SettingsChange() {}

    /**
     * Refuses what cannot change.
     *
     * @throws InvalidConfigurationException for the first such setting
     */
    static CacheSettings permitted(String cache, CacheSettings was, CacheSettings now) {
        for (CacheSetting<?> setting : FIXED) {
            if (differ(setting, was.origin(), now.origin())) {
                throw refused(cache, setting, was.origin(), now.origin());
            }
        }
        boolean otherMeasure = (was.near().maxWeight() > 0) != (now.near().maxWeight() > 0);
        if (was.near().enabled() && otherMeasure) {
            throw refused(cache, CacheSetting.NEAR_MAX_WEIGHT, was.origin(), now.origin());
        }
        return now;
    }

    /** Tells whether a value is another, wherever it came from. */
    static boolean differ(CacheSettings one, CacheSettings other) {
        return CacheSetting.all().stream().anyMatch(setting -> differ(setting, one.origin(), other.origin()));
    }

    private static boolean differ(CacheSetting<?> setting, CacheOptions one, CacheOptions other) {
        return !value(setting, one).equals(value(setting, other));
    }

    private static Object value(CacheSetting<?> setting, CacheOptions options) {
        return given(setting, options).value();
    }

    private static Sourced<?> given(CacheSetting<?> setting, CacheOptions options) {
        return options.find(setting).orElseThrow();
    }

    private static InvalidConfigurationException refused(
            String cache, CacheSetting<?> setting, CacheOptions was, CacheOptions now) {
        Sourced<?> then = given(setting, now);
        boolean removed = then.source().equals(CacheSettings.BUILT_IN);
        return new InvalidConfigurationException(
                removed ? given(setting, was).source() : then.source(),
                String.valueOf(then.value()),
                setting + " of cache " + cache + " cannot change while it is used and is " + value(setting, was),
                "restart the application, or set it back");
    }
}
