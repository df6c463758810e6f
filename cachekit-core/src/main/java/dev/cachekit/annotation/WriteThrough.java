package dev.cachekit.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the method, which writes to the database, then, after commit, stores a value in the cache.
 *
 * <pre>{@code
 *     @WriteThrough(cache = "profile", key = "#profile.id", version = "#result.version")
 *     public Profile save(Profile profile) { ... }
 * }</pre>
 *
 * <p><b>Outcome.</b> Rolled back or thrown: nothing is stored. Two writers racing on one key never leave the older value:
 * with {@link #version()} the higher one wins; without it an overlap ends in an invalidation.
 *
 * <p><b>Null.</b> A {@code null} entry is stored as a cached {@code null} for {@link #nullTtl()}.
 *
 * <p><b>Excludes</b> {@link CacheAside @CacheAside} on one method. Without {@link #key()} and {@link #keys()} it stops the
 * start.
 *
 * <p><b>Threads.</b> The method runs on its caller's thread; the store follows after the transaction opened inside
 * completed, before a lock of {@link WithLock @WithLock} is released.
 *
 * <p><b>When Redis is away</b> the write goes through, the value is dropped and its key is queued for invalidation.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface WriteThrough {

    /** The name of the cache: the same as {@link #cache()}. Both set and different stops the start. */
    String value() default "";

    /** The name of the cache. Needed here or in {@link #value()}. */
    String cache() default "";

    /** Expression of the key; always one key, whatever its type. Excludes {@link #keys()}; one of them is needed. */
    String key() default "";

    /**
     * Expression of a collection or array of keys; {@link #entry()} then yields one value per key, in the same order.
     * Excludes {@link #key()}.
     */
    String keys() default "";

    /** Expression of the value to store. Default: what the method returned. */
    String entry() default "#result";

    /**
     * Expression of a number that grows with every change of the row; a stored entry of a higher version is kept. Empty: no
     * version, overlapping writes end in an invalidation.
     */
    String version() default "";

    /** Name of the profile below {@code cachekit.profiles} that gives the settings left open here. Empty: inherited. */
    String profile() default "";

    /**
     * How long the value lives: a duration, {@code "forever"}, or a <code>#{...}</code> expression over {@code #result}.
     * Empty: inherited, built-in one hour.
     */
    String ttl() default "";

    /** How long a {@code null} lives; {@code "0"}: never stored, the key is removed. Empty: inherited, built-in 30 seconds. */
    String nullTtl() default "";

    /** Expression evaluated before the method; false: nothing is stored. It cannot see {@code #result}. Empty: always. */
    String condition() default "";

    /** Expression evaluated after the method, over {@code #result}; true: nothing is stored. Empty: always stored. */
    String unless() default "";

    /** Expressions of tags given to the entry. Empty: no tags. */
    String[] tags() default {};
}
