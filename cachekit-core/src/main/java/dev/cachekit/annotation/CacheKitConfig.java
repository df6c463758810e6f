package dev.cachekit.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What {@link CacheAside @CacheAside}, {@link WriteThrough @WriteThrough} and {@link Invalidate @Invalidate} on the methods of
 * a class leave open. By itself it caches nothing.
 *
 * <pre>{@code
 *     @CacheKitConfig(cache = "products", profile = "static-content")
 *     class Catalog {
 *         @CacheAside(key = "#id")
 *         public Product find(long id) { ... }
 *
 *         @Invalidate(key = "#product.id")
 *         public void save(Product product) { ... }
 *     }
 * }</pre>
 *
 * <p><b>Which counts.</b> What a method's annotation says itself. Settings belong to the cache: what any annotation on a method
 * says of a cache is stronger than what any class says of it. Two classes that say different things of one cache stop the
 * start.
 *
 * <p><b>Where it is found.</b> On the bean's class, else on the nearest superclass or interface; the nearest one hides those
 * farther up. It may be part of another annotation. On a class without such methods it is a warning at start.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface CacheKitConfig {

    /** The name of the cache: the same as {@link #cache()}. Both set and different stops the start. */
    String value() default "";

    /**
     * The name of the cache of methods that name none. It does not hold for {@link CacheAside @CacheAside} on the class, where
     * every method has a cache of its own. Empty: none.
     */
    String cache() default "";

    /** Name of the profile below {@code cachekit.profiles} that gives the settings left open. Empty: none. */
    String profile() default "";

    /** How long a value lives: a duration or {@code "forever"}, no expression. Empty: inherited. */
    String ttl() default "";

    /** How long a {@code null} result lives; {@code "0"}: nulls are never cached. No expression. Empty: inherited. */
    String nullTtl() default "";

    /** Whether values are also kept in this process. Default: as configured for the cache. */
    NearCache near() default NearCache.DEFAULT;
}
