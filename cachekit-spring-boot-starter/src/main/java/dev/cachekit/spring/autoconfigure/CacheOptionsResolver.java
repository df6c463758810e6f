package dev.cachekit.spring.autoconfigure;

import dev.cachekit.ValueFormat;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.Sourced;
import dev.cachekit.spring.aop.AnnotatedCaches;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Lays the sources of a cache's settings over each other: its own properties, its profile, the annotations, the defaults.
 * All properties are read when it is made, so a mistake stops the start even if the cache is never used.
 */
final class CacheOptionsResolver implements Function<String, CacheOptions>, SmartInitializingSingleton {

    private static final String CACHES = "cachekit.caches.";

    private final CacheOptions defaults;
    private final Profiles profiles;
    private final AnnotatedCaches annotated;
    private final Map<String, CacheOptions> own = new HashMap<>();
    private final Map<String, Sourced<String>> ownProfile = new HashMap<>();

    CacheOptionsResolver(CacheKitProperties properties, AnnotatedCaches annotated) {
        this.defaults = Options.of("cachekit.defaults", properties.defaults());
        this.profiles = new Profiles(properties.profiles());
        this.annotated = annotated;
        properties.caches().forEach(this::read);
    }

    @Override
    public CacheOptions apply(String cache) {
        return sources(cache).merged();
    }

    /** What each source says of a cache. */
    CacheSources sources(String cache) {
        return new CacheSources(
                own.getOrDefault(cache, CacheOptions.NONE),
                profileOf(cache).map(profiles::options).orElse(CacheOptions.NONE),
                annotated.options(cache),
                defaults);
    }

    /** What it would be with other properties and the same annotations. */
    CacheOptionsResolver with(CacheKitProperties properties) {
        return new CacheOptionsResolver(properties, annotated);
    }

    /** Sources that contradict each other stop the start, too, even if the cache is never used. */
    @Override
    public void afterSingletonsInstantiated() {
        withoutContradiction();
    }

    void withoutContradiction() {
        own.keySet().forEach(cache -> apply(cache).withoutContradiction(CACHES + cache));
    }

    /** The formats that are asked for, by whatever asks for them. */
    Set<Sourced<ValueFormat>> formats() {
        Set<String> caches = new TreeSet<>(configured());
        caches.addAll(annotated());
        return Stream.concat(Stream.of(defaults), caches.stream().map(this::apply))
                .flatMap(options -> options.find(CacheSetting.CODEC).stream())
                .collect(Collectors.toSet());
    }

    /** The caches that have properties of their own. */
    Set<String> configured() {
        return Set.copyOf(own.keySet());
    }

    /** The caches that annotations name. */
    Set<String> annotated() {
        return annotated.names();
    }

    private Optional<Sourced<String>> profileOf(String cache) {
        return Optional.ofNullable(ownProfile.get(cache)).or(() -> annotated.profile(cache));
    }

    private void read(String cache, CacheProperties from) {
        String prefix = CACHES + cache;
        CacheOptions options = Options.of(prefix, from.settings());
        own.put(cache, from.keyPrefix() == null ? options : Options.withKeyPrefix(prefix, options, from.keyPrefix()));
        if (from.profile() != null) {
            Sourced<String> profile = new Sourced<>(from.profile(), prefix + ".profile");
            profiles.options(profile);
            ownProfile.put(cache, profile);
        }
    }
}
