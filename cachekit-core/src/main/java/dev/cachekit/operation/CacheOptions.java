package dev.cachekit.operation;

import dev.cachekit.InvalidConfigurationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What one source says of a cache's settings: some of them, or none. Immutable.
 *
 * <p>Sources are laid over each other, the strongest on top: {@code cachekit.caches.<name>}, its profile, the annotations,
 * {@code cachekit.defaults}.
 */
public final class CacheOptions {

    /** Says nothing. */
    public static final CacheOptions NONE = new CacheOptions(Map.of());

    private final Map<CacheSetting<?>, Sourced<?>> given;

    private CacheOptions(Map<CacheSetting<?>, Sourced<?>> given) {
        this.given = Map.copyOf(given);
    }

    /**
     * Returns these options with one more setting.
     *
     * @param setting the setting
     * @param value its value
     * @param source where the value came from
     * @param <T> the type of the value
     * @return new options
     * @throws InvalidConfigurationException if the value breaks the setting's rule
     */
    public <T> CacheOptions with(CacheSetting<T> setting, T value, String source) {
        setting.ruleBrokenBy(value).ifPresent(rule -> {
            throw new InvalidConfigurationException(
                    source, String.valueOf(value), setting + " " + rule, "correct it or leave it out");
        });
        Map<CacheSetting<?>, Sourced<?>> more = new HashMap<>(given);
        more.put(setting, new Sourced<>(value, source));
        return new CacheOptions(more);
    }

    /**
     * Lays these options over weaker ones. Linear consistency also switches a near cache off that only the weaker ones
     * want: the two exclude each other, and the stronger source decides.
     *
     * @param weaker what holds where these say nothing
     * @return both
     */
    public CacheOptions over(CacheOptions weaker) {
        CacheOptions below = linear().map(weaker::withoutNear).orElse(weaker);
        return merge(below, (strong, weak) -> strong);
    }

    /**
     * Refuses a near cache together with linear consistency. Where {@link #over} has left both, the near cache was wanted
     * by the same source or a stronger one, and neither may be dropped in silence.
     *
     * @param where the place that is told: a cache, or the source of all these options
     * @return these options
     * @throws InvalidConfigurationException if both are in force
     */
    public CacheOptions withoutContradiction(String where) {
        Optional<Sourced<Boolean>> near = find(CacheSetting.NEAR_ENABLED).filter(Sourced::value);
        if (near.isPresent() && linear().isPresent()) {
            throw new InvalidConfigurationException(
                    where,
                    "near.enabled = true (" + near.get().source() + ") and consistency = linear ("
                            + linear().get().source() + ")",
                    "a near cache may serve a value for a moment after its removal elsewhere, so it and linear exclude"
                            + " each other",
                    "switch the near cache off, or set consistency to bounded");
        }
        return this;
    }

    /**
     * Joins options of the same rank, which must not contradict each other.
     *
     * @param other options of another annotation on the same cache
     * @return both
     * @throws InvalidConfigurationException if both give one setting different values
     */
    public CacheOptions agreeingWith(CacheOptions other) {
        return merge(other, (mine, theirs) -> {
            if (!mine.value().equals(theirs.value())) {
                throw new InvalidConfigurationException(
                        mine.source() + " and " + theirs.source(),
                        mine.value() + " and " + theirs.value(),
                        "settings belong to the cache, so its annotations must agree",
                        "give the value once, or under cachekit.caches");
            }
            return mine;
        });
    }

    /**
     * Returns what is said of a setting.
     *
     * @param setting the setting
     * @param <T> the type of its values
     * @return value and source, empty if nothing is said
     */
    @SuppressWarnings("unchecked") // with(..) is the only way in and ties the types together
    public <T> Optional<Sourced<T>> find(CacheSetting<T> setting) {
        return Optional.ofNullable((Sourced<T>) given.get(setting));
    }

    private Optional<Sourced<Consistency>> linear() {
        return find(CacheSetting.CONSISTENCY).filter(consistency -> consistency.value() == Consistency.LINEAR);
    }

    private CacheOptions withoutNear(Sourced<Consistency> linear) {
        boolean wanted = find(CacheSetting.NEAR_ENABLED).map(Sourced::value).orElse(false);
        return wanted ? with(CacheSetting.NEAR_ENABLED, false, linear.source()) : this;
    }

    private CacheOptions merge(CacheOptions other, BiFunction<Sourced<?>, Sourced<?>, Sourced<?>> both) {
        Map<CacheSetting<?>, Sourced<?>> merged = new HashMap<>(other.given);
        given.forEach((setting, mine) -> merged.merge(setting, mine, (theirs, same) -> both.apply(mine, theirs)));
        return new CacheOptions(merged);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheOptions that && given.equals(that.given);
    }

    @Override
    public int hashCode() {
        return given.hashCode();
    }

    @Override
    public String toString() {
        return given.toString();
    }
}
