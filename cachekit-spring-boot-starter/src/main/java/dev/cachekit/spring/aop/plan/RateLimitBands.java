package dev.cachekit.spring.aop.plan;

import dev.cachekit.Band;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.operation.RateLimitedOperation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All {@code @RateLimited} of one method, which are bands of one limiter. What is said once holds for all of them.
 *
 * @param all at least one
 */
record RateLimitBands(List<RateLimitedOperation> all) {

    String where() {
        return first().where();
    }

    String name() {
        return first().name();
    }

    String key() {
        return first().key();
    }

    private RateLimitedOperation first() {
        return all.get(0);
    }

    void check() {
        for (RateLimitedOperation other : all) {
            if (!other.name().equals(name()) || !other.key().equals(key())) {
                throw refused(
                        limiter(first()) + " and " + limiter(other),
                        "several on one method are bands of one limiter, so they must have the same name and key",
                        "give all the same name and key, or put the other limit on another method");
            }
            if (all.size() > 1 && other.band() == null) {
                throw refused(
                        "a band without permits",
                        "each of several bands must give permits and per",
                        "give both, or configure all bands under cachekit.rate-limiters." + name() + ".bands");
            }
        }
    }

    private static String limiter(RateLimitedOperation operation) {
        return "name = \"" + operation.name() + "\", key = \"" + operation.key() + "\"";
    }

    LimiterOptions options() {
        LimiterOptions options = LimiterOptions.NONE;
        List<Band> bands = all.stream()
                .map(RateLimitedOperation::band)
                .filter(Objects::nonNull)
                .toList();
        if (!bands.isEmpty()) {
            options = options.withBands(bands, where());
        }
        Duration maxWait = given("maxWait", RateLimitedOperation::maxWait, null);
        if (maxWait != null) {
            options = options.withMaxWait(maxWait, where());
        }
        BackendFailure rule = given("onBackendFailure", RateLimitedOperation::onBackendFailure, null);
        if (rule != null) {
            options = options.withOnBackendFailure(rule, where());
        }
        return all.stream().anyMatch(RateLimitedOperation::shadow) ? options.withShadow(true, where()) : options;
    }

    /** Returns what some of them say, if they agree; what is not said is left at a value that says nothing. */
    <T extends @Nullable Object> T given(String attribute, Function<RateLimitedOperation, T> part, T nothing) {
        List<T> said = all.stream()
                .map(part)
                .filter(value -> !Objects.equals(value, nothing))
                .distinct()
                .toList();
        if (said.size() > 1) {
            throw refused(
                    attribute + " = " + said.get(0) + " and " + said.get(1),
                    "bands of one limiter must not differ in " + attribute,
                    "give it once");
        }
        return said.isEmpty() ? nothing : said.get(0);
    }

    private InvalidConfigurationException refused(String value, String rule, String remedy) {
        return new InvalidConfigurationException(where(), value, rule, remedy);
    }
}
