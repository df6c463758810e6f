package dev.cachekit.limit;

import dev.cachekit.Band;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.operation.Sourced;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one source says of a limiter's settings: some of them, or none. Immutable.
 *
 * @param bands its bands
 * @param maxWait how long a call waits for permits if it does not say so itself
 * @param onBackendFailure what to do while the store is away
 * @param shadow whether to count only
 */
public record LimiterOptions(
        @Nullable Sourced<List<Band>> bands,
        @Nullable Sourced<Duration> maxWait,
        @Nullable Sourced<BackendFailure> onBackendFailure,
        @Nullable Sourced<Boolean> shadow) {

    /** Says nothing. */
    public static final LimiterOptions NONE = new LimiterOptions(null, null, null, null);

    /**
     * Returns these options with bands.
     *
     * @param given at least one
     * @param source where they came from
     * @return new options
     * @throws InvalidConfigurationException if there is none, or two count alike
     */
    public LimiterOptions withBands(List<Band> given, String source) {
        return new LimiterOptions(new Sourced<>(checked(given, source), source), maxWait, onBackendFailure, shadow);
    }

    /**
     * Returns these options with a longest wait.
     *
     * @param given not negative
     * @param source where it came from
     * @return new options
     * @throws InvalidConfigurationException if it is negative
     */
    public LimiterOptions withMaxWait(Duration given, String source) {
        return new LimiterOptions(bands, new Sourced<>(notNegative(given, source), source), onBackendFailure, shadow);
    }

    /**
     * Returns these options with what to do while the store is away.
     *
     * @param given the rule
     * @param source where it came from
     * @return new options
     */
    public LimiterOptions withOnBackendFailure(BackendFailure given, String source) {
        return new LimiterOptions(bands, maxWait, new Sourced<>(given, source), shadow);
    }

    /**
     * Returns these options, counting only or not.
     *
     * @param given whether to count only
     * @param source where it came from
     * @return new options
     */
    public LimiterOptions withShadow(boolean given, String source) {
        return new LimiterOptions(bands, maxWait, onBackendFailure, new Sourced<>(given, source));
    }

    /**
     * Lays these options over weaker ones.
     *
     * @param weaker what holds where these say nothing
     * @return both
     */
    public LimiterOptions over(LimiterOptions weaker) {
        return new LimiterOptions(
                bands != null ? bands : weaker.bands,
                maxWait != null ? maxWait : weaker.maxWait,
                onBackendFailure != null ? onBackendFailure : weaker.onBackendFailure,
                shadow != null ? shadow : weaker.shadow);
    }

    /**
     * Joins options of the same rank, which must not contradict each other.
     *
     * @param other options of another annotation on the same limiter, or of another call for it
     * @return both
     * @throws InvalidConfigurationException if both give one setting different values
     */
    public LimiterOptions agreeingWith(LimiterOptions other) {
        agree(bands, other.bands);
        agree(maxWait, other.maxWait);
        agree(onBackendFailure, other.onBackendFailure);
        agree(shadow, other.shadow);
        return over(other);
    }

    private static void agree(@Nullable Sourced<?> mine, @Nullable Sourced<?> theirs) {
        if (mine != null && theirs != null && !sameValue(mine.value(), theirs.value())) {
            throw new InvalidConfigurationException(
                    theirs.source() + " and " + mine.source(),
                    theirs.value() + " and " + mine.value(),
                    "settings belong to the rate limiter, so all that name it must agree",
                    "give the value once, or under cachekit.rate-limiters");
        }
    }

    private static boolean sameValue(Object mine, Object theirs) {
        return mine instanceof List<?> some && theirs instanceof List<?> others
                ? Set.copyOf(some).equals(Set.copyOf(others))
                : mine.equals(theirs);
    }

    static List<Band> checked(List<Band> bands, String source) {
        Set<List<Object>> kinds = new HashSet<>();
        bands.forEach(band -> kinds.add(List.of(band.algorithm(), band.per())));
        if (bands.isEmpty() || kinds.size() < bands.size()) {
            throw new InvalidConfigurationException(
                    source,
                    bands.toString(),
                    "a rate limiter needs at least one band, and no two with the same algorithm and duration",
                    "keep the one with fewer permits");
        }
        return List.copyOf(bands);
    }

    private static Duration notNegative(Duration given, String source) {
        if (given.isNegative()) {
            throw new InvalidConfigurationException(
                    source, given.toString(), "max-wait must not be negative", "use 0 to refuse at once");
        }
        return given;
    }
}
