package dev.cachekit.spring.autoconfigure;

import dev.cachekit.limit.LimiterOptions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What the configuration says of rate limiters at a moment. All is read at once, so a mistake stops the start even if the
 * limiter is never used, and leaves all as it was later on. Immutable.
 */
final class LimiterConfiguration implements Function<String, LimiterOptions> {

    private static final String PREFIX = "cachekit.rate-limiters";
    private static final Bindable<Map<String, RateLimiterProperties>> TYPE =
            Bindable.mapOf(String.class, RateLimiterProperties.class);

    private final Map<String, LimiterOptions> byName;

    LimiterConfiguration(Map<String, RateLimiterProperties> properties) {
        this.byName = options(properties);
    }

    @Override
    public LimiterOptions apply(String limiter) {
        return byName.getOrDefault(limiter, LimiterOptions.NONE);
    }

    /** The limiters that are configured. */
    Set<String> names() {
        return byName.keySet();
    }

    /** Returns what it is now; an unknown option is refused here as it is at the start. */
    static LimiterConfiguration read(Environment environment) {
        return new LimiterConfiguration(Binder.get(environment)
                .bind(PREFIX, TYPE, BindFailures.strict())
                .orElseGet(Map::of));
    }

    private static Map<String, LimiterOptions> options(Map<String, RateLimiterProperties> properties) {
        Map<String, LimiterOptions> options = new TreeMap<>();
        properties.forEach((name, from) -> options.put(name, LimiterOptionsReader.read(PREFIX + "." + name, from)));
        return Map.copyOf(options);
    }
}
