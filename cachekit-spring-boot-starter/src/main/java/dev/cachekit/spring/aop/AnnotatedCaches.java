package dev.cachekit.spring.aop;

import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.Sourced;
import java.util.Optional;
import java.util.Set;

/**
 * What the annotations of the application say of their caches. Asking needs no bean but those already there; the classes
 * of all bean definitions are read at the first question. Safe for use by many threads.
 */
public interface AnnotatedCaches {

    /** There are no annotations. */
    AnnotatedCaches NONE = new AnnotatedCaches() {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public Optional<Sourced<String>> profile(String cache) {
            return Optional.empty();
        }

        @Override
        public CacheOptions options(String cache) {
            return CacheOptions.NONE;
        }
    };

    /**
     * Returns the caches that annotations name.
     *
     * @return their names
     */
    Set<String> names();

    /**
     * Returns the profile that annotations name for a cache.
     *
     * @param cache the cache's name
     * @return the profile's name and the annotation, empty if none names one
     */
    Optional<Sourced<String>> profile(String cache);

    /**
     * Returns the settings that annotations give a cache.
     *
     * @param cache the cache's name
     * @return the settings of all annotations, joined
     */
    CacheOptions options(String cache);
}
