package dev.cachekit;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call of {@link Cache#get(Object, Loader, LoadOptions)} wants otherwise than its cache. Immutable.
 *
 * <pre>{@code
 *     cache.get(id, repository::find, LoadOptions.defaults().withTtl(Duration.ofMinutes(1)));
 * }</pre>
 *
 * @param ttl how long the loaded value lives, positive; null: as the cache
 * @param maxWait how long to wait for another caller's load, positive; null: as the cache
 * @param lease how long this caller may load before another may begin, positive; it is renewed while the loader runs; null:
 *     as the cache
 * @param tags what the value may be invalidated by, see {@link Cache#invalidateTag}
 */
public record LoadOptions(
        @Nullable Duration ttl,
        @Nullable Duration maxWait,
        @Nullable Duration lease,
        List<String> tags) {

    private static final LoadOptions DEFAULTS = new LoadOptions(null, null, null, List.of());

    /**
     * Checks the durations.
     *
     * @throws InvalidConfigurationException if one is zero or negative
     */
    public LoadOptions {
        requirePositive("ttl", ttl);
        requirePositive("maxWait", maxWait);
        requirePositive("lease", lease);
        tags = List.copyOf(tags);
    }

    /** Options without tags; null: as the cache. */
    public LoadOptions(@Nullable Duration ttl, @Nullable Duration maxWait, @Nullable Duration lease) {
        this(ttl, maxWait, lease, List.of());
    }

    /** Everything as the cache is configured. */
    public static LoadOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another TTL; null: as the cache. */
    public LoadOptions withTtl(@Nullable Duration ttl) {
        return new LoadOptions(ttl, maxWait, lease, tags);
    }

    /** The same with another longest wait; null: as the cache. */
    public LoadOptions withMaxWait(@Nullable Duration maxWait) {
        return new LoadOptions(ttl, maxWait, lease, tags);
    }

    /** The same with another lease; null: as the cache. */
    public LoadOptions withLease(@Nullable Duration lease) {
        return new LoadOptions(ttl, maxWait, lease, tags);
    }

    /** The same with other tags. */
    public LoadOptions withTags(String... tags) {
        return new LoadOptions(ttl, maxWait, lease, List.of(tags));
    }

    private static void requirePositive(String name, @Nullable Duration duration) {
        if (duration != null && (duration.isZero() || duration.isNegative())) {
            throw new InvalidConfigurationException(
                    "LoadOptions",
                    duration.toString(),
                    name + " must be positive",
                    "leave " + name + " out to take that of the cache");
        }
    }
}
