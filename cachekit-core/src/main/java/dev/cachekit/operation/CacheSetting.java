package dev.cachekit.operation;

import dev.cachekit.Ttl;
import dev.cachekit.ValueFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One thing that can be set per cache: its name in the configuration, what holds if nobody sets it, and its rule.
 *
 * <p>Add a setting here and it takes part in precedence, validation and reports. Immutable.
 *
 * @param <T> the type of its values
 */
public final class CacheSetting<T> {

    /** Whether reads use the cache; if not, they load, and what writes or removes goes on. */
    public static final CacheSetting<Boolean> ENABLED = new CacheSetting<>("enabled", true, "", any -> true);

    /** How long a value lives. */
    public static final CacheSetting<Ttl> TTL = new CacheSetting<>("ttl", Ttl.of(Duration.ofHours(1)), "", any -> true);

    /** How long a null lives; empty for never stored. */
    public static final CacheSetting<Optional<Ttl>> NULL_TTL =
            new CacheSetting<>("null-ttl", Optional.of(Ttl.of(Duration.ofSeconds(30))), "", any -> true);

    /** The largest share by which a lifetime is shortened at random. */
    public static final CacheSetting<Double> JITTER =
            new CacheSetting<>("jitter", 0.1, "must be at least 0 and below 1", share -> share >= 0 && share < 1);

    /** How long a caller waits for the load of another. */
    public static final CacheSetting<Duration> MAX_WAIT =
            new CacheSetting<>("max-wait", Duration.ofSeconds(10), "must not be negative", wait -> !wait.isNegative());

    /**
     * Within which time another caller succeeds a loader whose process died. The permission to load lasts a little less
     * and is extended while the loader runs.
     */
    public static final CacheSetting<Duration> LEASE = new CacheSetting<>(
            "lease", Duration.ofSeconds(5), "must be at least 100 ms", lease -> lease.toMillis() >= 100);

    /** Encoded values above this many bytes are not stored. */
    public static final CacheSetting<Long> MAX_VALUE_SIZE =
            new CacheSetting<>("max-value-size", 1L << 20, "must be positive", size -> size > 0);

    /** Collections and maps of more elements are not stored, nor is what one call loads for more keys. */
    public static final CacheSetting<Integer> MAX_ELEMENTS =
            new CacheSetting<>("max-elements", 10_000, "must be positive", count -> count > 0);

    /** The format in which values are written. */
    public static final CacheSetting<ValueFormat> CODEC =
            new CacheSetting<>("codec", ValueFormat.JSON, "", any -> true);

    /** Encoded values of at least this many bytes are compressed. */
    public static final CacheSetting<Long> COMPRESSION_THRESHOLD =
            new CacheSetting<>("compression.threshold", 8L << 10, "must be positive", size -> size > 0);

    /** What stands for the cache within its keys; empty for its name. */
    public static final CacheSetting<String> KEY_PREFIX = new CacheSetting<>("key-prefix", "", "", any -> true);

    /** Whether values are also kept in this process. */
    public static final CacheSetting<Boolean> NEAR_ENABLED = new CacheSetting<>("near.enabled", false, "", any -> true);

    /** Most entries of a near cache. */
    public static final CacheSetting<Long> NEAR_MAX_SIZE =
            new CacheSetting<>("near.max-size", 10_000L, "must be positive", size -> size > 0);

    /** Most bytes of encoded values in a near cache; 0 for no such limit. */
    public static final CacheSetting<Long> NEAR_MAX_WEIGHT =
            new CacheSetting<>("near.max-weight", 0L, "must not be negative", weight -> weight >= 0);

    /** How long a near cache keeps an entry at most. */
    public static final CacheSetting<Duration> NEAR_TTL =
            new CacheSetting<>("near.ttl", Duration.ofMinutes(1), "must be at least 1 ms", ttl -> ttl.toMillis() >= 1);

    /** Whether the hits of a near cache share one object. */
    public static final CacheSetting<CopyMode> NEAR_COPY =
            new CacheSetting<>("near.copy", CopyMode.AUTO, "", any -> true);

    /** How old a value may be that is served after its invalidation. */
    public static final CacheSetting<Consistency> CONSISTENCY =
            new CacheSetting<>("consistency", Consistency.BOUNDED, "", any -> true);

    /** How far beyond its expiry a value is served when loading fails; zero for never. */
    public static final CacheSetting<Duration> STALE_ON_ERROR = time("stale-on-error");

    /** Failures that are never hidden behind a stale value. */
    public static final CacheSetting<List<Class<? extends Throwable>>> STALE_EXCEPT =
            new CacheSetting<>("stale-except", List.of(), "", any -> true);

    /** How far beyond its expiry a value is served while it is reloaded; zero for never. */
    public static final CacheSetting<Duration> STALE_WHILE_REVALIDATE = time("stale-while-revalidate");

    /** The share of its lifetime after which a hit triggers a reload; zero for never. */
    public static final CacheSetting<Double> REFRESH_AHEAD = new CacheSetting<>(
            "refresh-ahead", 0.0, "must be at least 0 and below 1", share -> share >= 0 && share < 1);

    /** How long a load may take before a stale value is served instead; zero for any time. */
    public static final CacheSetting<Duration> SOFT_TIMEOUT = time("soft-timeout");

    /** How long a caller waits for a load at all; zero for any time. */
    public static final CacheSetting<Duration> HARD_TIMEOUT = time("hard-timeout");

    /** The share of the hits that are reloaded and compared. */
    public static final CacheSetting<Double> VERIFY =
            new CacheSetting<>("verify", 0.0, "must be between 0 and 1", share -> share >= 0 && share <= 1);

    private final String name;
    private final T builtIn;
    private final String rule;
    private final Predicate<T> valid;

    private CacheSetting(String name, T builtIn, String rule, Predicate<T> valid) {
        this.name = name;
        this.builtIn = builtIn;
        this.rule = rule;
        this.valid = valid;
    }

    private static CacheSetting<Duration> time(String name) {
        return new CacheSetting<>(name, Duration.ZERO, "must not be negative", time -> !time.isNegative());
    }

    /**
     * Returns all settings.
     *
     * @return an immutable list
     */
    public static List<CacheSetting<?>> all() {
        return List.of(
                ENABLED,
                TTL,
                NULL_TTL,
                JITTER,
                MAX_WAIT,
                LEASE,
                MAX_VALUE_SIZE,
                MAX_ELEMENTS,
                CODEC,
                COMPRESSION_THRESHOLD,
                KEY_PREFIX,
                NEAR_ENABLED,
                NEAR_MAX_SIZE,
                NEAR_MAX_WEIGHT,
                NEAR_TTL,
                NEAR_COPY,
                CONSISTENCY,
                STALE_ON_ERROR,
                STALE_EXCEPT,
                STALE_WHILE_REVALIDATE,
                REFRESH_AHEAD,
                SOFT_TIMEOUT,
                HARD_TIMEOUT,
                VERIFY);
    }

    /**
     * Returns the name as it stands in the configuration.
     *
     * @return in kebab case
     */
    public String name() {
        return name;
    }

    /**
     * Returns what holds if nobody sets it.
     *
     * @return the built-in value
     */
    public T builtIn() {
        return builtIn;
    }

    /**
     * Returns the rule that a value breaks.
     *
     * @param value the value
     * @return the rule in words, empty if the value is good
     */
    public Optional<String> ruleBrokenBy(T value) {
        return valid.test(value) ? Optional.empty() : Optional.of(rule);
    }

    @Override
    public String toString() {
        return name;
    }
}
