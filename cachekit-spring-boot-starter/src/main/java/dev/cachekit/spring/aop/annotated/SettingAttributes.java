package dev.cachekit.spring.aop.annotated;

import dev.cachekit.annotation.NearCache;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import java.time.Duration;
import java.util.Arrays;

/** The attributes of {@code @CacheAside} that are settings of its cache; an empty one says nothing. */
final class SettingAttributes {

    private final AttributeText attributes;
    private CacheOptions options;

    private SettingAttributes(AttributeText attributes) {
        this.attributes = attributes;
        this.options = LifetimeAttributes.of(attributes);
    }

    static CacheOptions of(AttributeText attributes) {
        SettingAttributes settings = new SettingAttributes(attributes);
        settings.time("maxWait", CacheSetting.MAX_WAIT);
        settings.time("staleOnError", CacheSetting.STALE_ON_ERROR);
        settings.time("staleWhileRevalidate", CacheSetting.STALE_WHILE_REVALIDATE);
        settings.near();
        settings.refreshAhead();
        settings.staleExcept();
        return settings.options;
    }

    /** What a class may say of all its caches. */
    static CacheOptions ofClass(AttributeText attributes) {
        SettingAttributes settings = new SettingAttributes(attributes);
        settings.near();
        return settings.options;
    }

    private void time(String attribute, CacheSetting<Duration> setting) {
        String text = attributes.get(attribute);
        if (!text.isEmpty()) {
            put(setting, DurationText.duration(attributes.where(attribute), attribute, text));
        }
    }

    private void near() {
        NearCache near = attributes.annotation().getEnum("near", NearCache.class);
        if (near != NearCache.DEFAULT) {
            put(CacheSetting.NEAR_ENABLED, near == NearCache.ON);
        }
    }

    private void refreshAhead() {
        double share = attributes.annotation().getDouble("refreshAhead");
        if (share != 0) {
            put(CacheSetting.REFRESH_AHEAD, share);
        }
    }

    private void staleExcept() {
        Class<?>[] types = attributes.annotation().getClassArray("staleExcept");
        if (types.length > 0) {
            put(
                    CacheSetting.STALE_EXCEPT,
                    Arrays.stream(types).map(SettingAttributes::failure).toList());
        }
    }

    /** The annotation allows no other types. */
    private static Class<? extends Throwable> failure(Class<?> type) {
        return type.asSubclass(Throwable.class);
    }

    private <T> void put(CacheSetting<T> setting, T value) {
        options = options.with(setting, value, attributes.where());
    }
}
