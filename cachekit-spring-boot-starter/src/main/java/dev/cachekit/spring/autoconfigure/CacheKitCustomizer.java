package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitBuilder;

/**
 * Adds to what CacheKit is made of, after everything that properties and other beans say, and before it is made. For what has no
 * property: executors, listeners, settings of caches that are computed.
 *
 * <p>Beans of this type are asked in their order, once, by the thread that starts the application. Settings of single caches
 * given here are stronger than all other sources; those for all caches are weaker than all. What it throws stops the start. Not
 * asked when {@code cachekit.enabled} is false.
 */
@FunctionalInterface
public interface CacheKitCustomizer {

    /**
     * Changes the builder.
     *
     * @param builder is complete but for {@link CacheKitBuilder#build()}, which is not for the customizer to call
     */
    void customize(CacheKitBuilder builder);
}
