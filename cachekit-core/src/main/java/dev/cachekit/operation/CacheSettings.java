package dev.cachekit.operation;

import dev.cachekit.Ttl;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings in force for one cache. Immutable; read on every call, so the values stand ready in fields.
 *
 * @param ttl how long a value lives
 * @param nullTtl how long a null lives; empty for never stored
 * @param jitter the largest share by which a lifetime is shortened at random
 * @param maxWait how long a caller waits for the load of another
 * @param lease how long the permission to load lasts unless extended
 * @param maxValueSize encoded values above this many bytes are not stored
 * @param compressionThreshold encoded values of at least this many bytes are compressed
 * @param keyPrefix what stands for the cache within its keys; empty for its name
 * @param origin all of the above with their sources
 */
public record CacheSettings(
        Ttl ttl,
        Optional<Ttl> nullTtl,
        double jitter,
        Duration maxWait,
        Duration lease,
        long maxValueSize,
        long compressionThreshold,
        String keyPrefix,
        CacheOptions origin) {

    /** Where a value came from that nobody set. */
    public static final String BUILT_IN = "built-in";

    /**
     * Fills what the options leave open with the built-in values.
     *
     * @param options all sources, laid over each other
     * @return the settings in force
     */
    public static CacheSettings of(CacheOptions options) {
        CacheOptions all = options.over(builtIn());
        return new CacheSettings(
                value(all, CacheSetting.TTL),
                value(all, CacheSetting.NULL_TTL),
                value(all, CacheSetting.JITTER),
                value(all, CacheSetting.MAX_WAIT),
                value(all, CacheSetting.LEASE),
                value(all, CacheSetting.MAX_VALUE_SIZE),
                value(all, CacheSetting.COMPRESSION_THRESHOLD),
                value(all, CacheSetting.KEY_PREFIX),
                all);
    }

    private static CacheOptions builtIn() {
        CacheOptions options = CacheOptions.NONE;
        for (CacheSetting<?> setting : CacheSetting.all()) {
            options = withBuiltIn(options, setting);
        }
        return options;
    }

    private static <T> CacheOptions withBuiltIn(CacheOptions options, CacheSetting<T> setting) {
        return options.with(setting, setting.builtIn(), BUILT_IN);
    }

    private static <T> T value(CacheOptions options, CacheSetting<T> setting) {
        return options.find(setting).orElseThrow().value();
    }
}
