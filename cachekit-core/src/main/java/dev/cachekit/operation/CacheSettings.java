package dev.cachekit.operation;

import dev.cachekit.Ttl;
import dev.cachekit.ValueFormat;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings in force for one cache. Immutable; read on every call, so the values stand ready in fields.
 *
 * @param enabled whether reads use the cache; if not, they load, and what writes or removes goes on
 * @param ttl how long a value lives
 * @param nullTtl how long a null lives; empty for never stored
 * @param jitter the largest share by which a lifetime is shortened at random
 * @param maxWait how long a caller waits for the load of another
 * @param lease how long the permission to load lasts unless extended
 * @param maxValueSize encoded values above this many bytes are not stored
 * @param maxElements collections and maps of more elements are not stored, nor is what one call loads for more keys
 * @param codec the format in which values are written
 * @param compressionThreshold encoded values of at least this many bytes are compressed
 * @param keyPrefix what stands for the cache within its keys; empty for its name
 * @param near the near cache
 * @param consistency how old a value may be that is served after its invalidation
 * @param reload when values are loaded anew, and how long that may take
 * @param verify the share of the hits that are reloaded and compared
 * @param origin all of the above with their sources
 */
public record CacheSettings(
        boolean enabled,
        Ttl ttl,
        Optional<Ttl> nullTtl,
        double jitter,
        Duration maxWait,
        Duration lease,
        long maxValueSize,
        int maxElements,
        ValueFormat codec,
        long compressionThreshold,
        String keyPrefix,
        NearSettings near,
        Consistency consistency,
        ReloadSettings reload,
        double verify,
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
                value(all, CacheSetting.ENABLED),
                value(all, CacheSetting.TTL),
                value(all, CacheSetting.NULL_TTL),
                value(all, CacheSetting.JITTER),
                value(all, CacheSetting.MAX_WAIT),
                value(all, CacheSetting.LEASE),
                value(all, CacheSetting.MAX_VALUE_SIZE),
                value(all, CacheSetting.MAX_ELEMENTS),
                value(all, CacheSetting.CODEC),
                value(all, CacheSetting.COMPRESSION_THRESHOLD),
                value(all, CacheSetting.KEY_PREFIX),
                near(all),
                value(all, CacheSetting.CONSISTENCY),
                reload(all),
                value(all, CacheSetting.VERIFY),
                all);
    }

    /**
     * Returns how long the store keeps values beyond their lifetime: as long as a stale value may be served, and long enough
     * for a reload that was begun just before the end.
     *
     * @return zero if expired values are of no use
     */
    public Duration grace() {
        boolean ahead = reload.refreshAhead() > 0 && reload.grace().compareTo(lease) < 0;
        return ahead ? lease : reload.grace();
    }

    private static NearSettings near(CacheOptions all) {
        return new NearSettings(
                value(all, CacheSetting.NEAR_ENABLED),
                value(all, CacheSetting.NEAR_MAX_SIZE),
                value(all, CacheSetting.NEAR_MAX_WEIGHT),
                value(all, CacheSetting.NEAR_TTL),
                value(all, CacheSetting.NEAR_COPY));
    }

    private static ReloadSettings reload(CacheOptions all) {
        return new ReloadSettings(
                value(all, CacheSetting.STALE_ON_ERROR),
                value(all, CacheSetting.STALE_EXCEPT),
                value(all, CacheSetting.STALE_WHILE_REVALIDATE),
                value(all, CacheSetting.REFRESH_AHEAD),
                value(all, CacheSetting.SOFT_TIMEOUT),
                value(all, CacheSetting.HARD_TIMEOUT));
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
