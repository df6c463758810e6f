package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.Ttl;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spring.aop.annotated.DurationText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Turns the settings below one prefix into options, each with its property as the source. */
final class Options {

    private final String prefix;
    private CacheOptions options = CacheOptions.NONE;

    private Options(String prefix) {
        this.prefix = prefix;
    }

    static CacheOptions of(String prefix, DefaultsProperties from) {
        NotBuiltYet.refuse(prefix, from);
        return new Options(prefix).read(from).withoutContradiction(prefix);
    }

    static CacheOptions withKeyPrefix(String prefix, CacheOptions options, String keyPrefix) {
        String where = prefix + "." + CacheSetting.KEY_PREFIX.name();
        if (keyPrefix.isBlank()) {
            throw new InvalidConfigurationException(
                    where, "blank", "key-prefix must not be blank", "remove it to get the name of the cache");
        }
        return options.with(CacheSetting.KEY_PREFIX, keyPrefix, where);
    }

    private CacheOptions read(DefaultsProperties from) {
        put(CacheSetting.ENABLED, from.enabled());
        ttl(from.ttl());
        nullTtl(from.nullTtl());
        put(CacheSetting.JITTER, from.jitter());
        put(CacheSetting.MAX_WAIT, from.maxWait());
        put(CacheSetting.LEASE, from.lease());
        put(CacheSetting.MAX_VALUE_SIZE, bytes(from.maxValueSize()));
        put(CacheSetting.MAX_ELEMENTS, from.maxElements());
        put(CacheSetting.CODEC, from.codec());
        put(CacheSetting.COMPRESSION_THRESHOLD, bytes(from.compression().threshold()));
        near(from.near());
        put(CacheSetting.CONSISTENCY, from.consistency());
        put(CacheSetting.STALE_ON_ERROR, from.staleOnError());
        put(CacheSetting.STALE_WHILE_REVALIDATE, from.staleWhileRevalidate());
        put(CacheSetting.REFRESH_AHEAD, from.refreshAhead());
        put(CacheSetting.SOFT_TIMEOUT, from.softTimeout());
        put(CacheSetting.HARD_TIMEOUT, from.hardTimeout());
        put(CacheSetting.VERIFY, from.verify());
        return options;
    }

    private void near(NearProperties near) {
        put(CacheSetting.NEAR_ENABLED, near.enabled());
        put(CacheSetting.NEAR_MAX_SIZE, near.maxSize());
        put(CacheSetting.NEAR_MAX_WEIGHT, bytes(near.maxWeight()));
        put(CacheSetting.NEAR_TTL, near.ttl());
        put(CacheSetting.NEAR_COPY, near.copy());
    }

    private void ttl(@Nullable String text) {
        put(CacheSetting.TTL, text == null ? null : DurationText.lifetime(source("ttl"), "ttl", text));
    }

    private void nullTtl(@Nullable String text) {
        Optional<Ttl> ttl =
                text == null ? Optional.empty() : DurationText.lifetimeOrNone(source("null-ttl"), "null-ttl", text);
        put(CacheSetting.NULL_TTL, text == null ? null : ttl);
    }

    private static @Nullable Long bytes(@Nullable DataSize size) {
        return size == null ? null : Long.valueOf(size.toBytes());
    }

    private <T> void put(CacheSetting<T> setting, @Nullable T value) {
        if (value != null) {
            options = options.with(setting, value, source(setting.name()));
        }
    }

    private String source(String name) {
        return prefix + "." + name;
    }
}
