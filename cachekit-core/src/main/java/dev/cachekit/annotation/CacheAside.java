package dev.cachekit.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Returns the cached value of a method, or calls the method once and caches what it returns.
 *
 * <pre>{@code
 *     @CacheAside(cache = "feed", key = "#userId", ttl = "5m", staleOnError = "1h")
 *     public Feed timeline(long userId) { ... }
 * }</pre>
 *
 * <p><b>One load.</b> A missing key is loaded once at a time in the whole cluster; the other callers wait for
 * {@link #maxWait()}, then take a stale value if one is allowed, else call the method without caching. A load that fails
 * wakes all who wait: in the same process they share its exception. An invalidation during a load keeps its value out of
 * the cache: it is returned to its caller and forgotten.
 *
 * <p><b>Null.</b> A {@code null} result is cached for {@link #nullTtl()}; an {@code Optional} is cached as its content.
 *
 * <p><b>Many keys.</b> On {@code Map<K, V> f(Collection<K> ids)} or {@code List<V> f(List<K> ids)} with {@link #keys()}
 * each element is an entry of its own, shared with the single-key method of that cache; the method is called once, with
 * just the missing keys.
 *
 * <p><b>Per call.</b> A parameter of type {@link dev.cachekit.CacheContext} is not part of the key and lets the method
 * decide about the entry it is loading.
 *
 * <p><b>On a class</b> it applies to every public method, each with a cache of its own named {@code Class.method}; a cache
 * name there stops the start. On one method it excludes {@link WriteThrough @WriteThrough}.
 *
 * <p><b>Threads.</b> A blocking method runs on its caller's thread. On CacheKit's own threads run background reloads and, where
 * {@code soft-timeout} or {@code hard-timeout} is configured, loads outside transactions.
 *
 * <p><b>Errors.</b> Exceptions of the method pass unchanged and are never cached.
 *
 * <p><b>When Redis is away</b> the method is called, once at a time per key in each process, and no exception of the cache
 * reaches the caller.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface CacheAside {

    /** The name of the cache: the same as {@link #cache()}. Both set and different stops the start. */
    String value() default "";

    /** The name of the cache. Empty: {@link #value()}; if that is empty too, {@code Class.method}. */
    String cache() default "";

    /**
     * Expression of the key; always one key, whatever its type. Empty: the single parameter itself, else all parameters in
     * order. With {@link #keys()}: of the key of each returned element, {@code "#result.id"}, for a method that returns a list of
     * what there is.
     */
    String key() default "";

    /**
     * Expression of a collection or array of keys: one entry per element. Empty: the method has one key.
     */
    String keys() default "";

    /** Name of the profile below {@code cachekit.profiles} that gives the settings left open here. Empty: inherited. */
    String profile() default "";

    /**
     * How long a value lives: a duration, {@code "forever"}, or a <code>#{...}</code> expression over {@code #result}.
     * Empty: inherited, built-in one hour. Jitter may shorten it, never lengthen.
     */
    String ttl() default "";

    /**
     * How long a {@code null} result lives; {@code "0"}: nulls are never cached. A duration or a <code>#{...}</code>
     * expression. Empty: inherited, built-in 30 seconds.
     */
    String nullTtl() default "";

    /**
     * Expression evaluated before the look-up; false: the method is called past the cache, which is neither read nor
     * filled. It cannot see {@code #result}. Empty: always cached.
     */
    String condition() default "";

    /** Expression evaluated after the method, over {@code #result}; true: the result is not cached. Empty: always cached. */
    String unless() default "";

    /**
     * Expressions of tags given to the entry, by which {@link Invalidate#tags()} removes it. {@code #result} is allowed.
     * Empty: no tags.
     */
    String[] tags() default {};

    /** Whether values are also kept in this process. Default: as configured for the cache. */
    NearCache near() default NearCache.DEFAULT;

    /**
     * How long beyond its expiry the last value is returned when the method fails. An {@code Error} passes; an invalidated
     * entry is never returned. Empty: inherited, built-in not at all.
     */
    String staleOnError() default "";

    /** Exception types, with their subtypes, that pass in spite of {@link #staleOnError()}. Default: none. */
    Class<? extends Throwable>[] staleExcept() default {};

    /**
     * How long beyond its expiry a value is returned at once while one caller reloads it in the background. Empty:
     * inherited, built-in not at all.
     */
    String staleWhileRevalidate() default "";

    /**
     * Share of the TTL after which a hit starts one background reload, above 0 and below 1: {@code 0.8} reloads past 80 %.
     * 0: inherited, built-in off.
     */
    double refreshAhead() default 0;

    /** How long to wait for another caller's load. Empty: inherited, built-in 10 seconds. */
    String maxWait() default "";
}
