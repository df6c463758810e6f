package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.Ttl;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.Sourced;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The profiles by name: the built-in ones, and those of the application laid over them. */
final class Profiles {

    private static final Map<String, Duration> BUILT_IN = Map.of(
            "session", Duration.ofMinutes(30),
            "api-response", Duration.ofMinutes(2),
            "static-content", Duration.ofHours(12),
            "token", Duration.ofMinutes(10),
            "query", Duration.ofSeconds(30),
            "metric", Duration.ofDays(3));

    private final Map<String, CacheOptions> byName = new TreeMap<>();

    Profiles(Map<String, DefaultsProperties> given) {
        BUILT_IN.forEach((name, ttl) ->
                byName.put(name, CacheOptions.NONE.with(CacheSetting.TTL, Ttl.of(ttl), "built-in profile " + name)));
        given.forEach((name, settings) ->
                byName.merge(name, Options.of("cachekit.profiles." + name, settings), (weak, own) -> own.over(weak)));
    }

    /** The options of a profile; an unknown one is a mistake at the place that names it. */
    CacheOptions options(Sourced<String> profile) {
        CacheOptions options = byName.get(profile.value());
        if (options == null) {
            throw new InvalidConfigurationException(
                    profile.source(),
                    profile.value(),
                    "profile must be one of " + String.join(", ", byName.keySet()),
                    NearestName.in(byName.keySet(), profile.value())
                                    .map(near -> "did you mean " + near + "? ")
                                    .orElse("")
                            + "define cachekit.profiles." + profile.value() + " to make it known");
        }
        return options;
    }
}
