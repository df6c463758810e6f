package dev.cachekit.spring.autoconfigure;

import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.Sourced;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is said of one cache, each source by itself, the strongest first.
 *
 * @param own its own properties
 * @param profile its profile
 * @param annotated the annotations
 * @param defaults what holds for all caches
 */
record CacheSources(CacheOptions own, CacheOptions profile, CacheOptions annotated, CacheOptions defaults) {

    /** Laid over each other. */
    CacheOptions merged() {
        return own.over(profile).over(annotated).over(defaults);
    }

    /** What the strongest source says that means this cache and not just any. */
    <T> Optional<Sourced<T>> wanted(CacheSetting<T> setting) {
        return Stream.of(own, profile, annotated)
                .flatMap(source -> source.find(setting).stream())
                .findFirst();
    }

    /** Tells whether the strongest source that says something of either setting says something of the first. */
    boolean isAtLeastAsStrong(CacheSetting<?> setting, CacheSetting<?> other) {
        return Stream.of(own, profile, annotated, defaults)
                .filter(source ->
                        source.find(setting).isPresent() || source.find(other).isPresent())
                .findFirst()
                .filter(source -> source.find(setting).isPresent())
                .isPresent();
    }
}
