package dev.cachekit.limit;

import dev.cachekit.Band;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.operation.Sourced;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a limiter, all sources laid over each other. Immutable.
 *
 * @param bands its bands, at least one
 * @param maxWait how long a call waits for permits if it does not say so itself
 * @param onBackendFailure what to do while the store is away
 * @param shadow whether to count only
 */
public record LimiterSettings(
        Sourced<List<Band>> bands,
        Sourced<Duration> maxWait,
        Sourced<BackendFailure> onBackendFailure,
        Sourced<Boolean> shadow) {

    private static final String BUILT_IN = "built-in";

    /** Fills in what nobody says; somebody gives bands. */
    static LimiterSettings of(LimiterOptions given) {
        return new LimiterSettings(
                Objects.requireNonNull(given.bands()),
                or(given.maxWait(), Duration.ZERO),
                or(given.onBackendFailure(), BackendFailure.LOCAL),
                or(given.shadow(), false));
    }

    private static <T> Sourced<T> or(@Nullable Sourced<T> given, T builtIn) {
        return given != null ? given : new Sourced<>(builtIn, BUILT_IN);
    }
}
