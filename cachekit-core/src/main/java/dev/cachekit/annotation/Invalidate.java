package dev.cachekit.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Removes entries from a cache after the method changed what they were made of. May be repeated.
 *
 * <pre>{@code
 *     @Invalidate(cache = "feed", keys = "@follows.followersOf(#post.author)")
 *     @Invalidate(cache = "post", key = "#post.id")
 *     public void publish(Post post) { ... }
 * }</pre>
 *
 * <p><b>Outcome.</b> The transaction decides, not the method: committed or unknown removes even if the method threw, rolled
 * back keeps. Without a transaction it removes also when the method threw, if the key needs no {@code #result}. Once the
 * removal is acknowledged, no read of Redis yields the old value, and no load that began earlier can bring it back.
 *
 * <p><b>What to remove.</b> {@link #key()}, {@link #keys()}, {@link #tags()}, {@link #pattern()} and {@link #all()} exclude
 * each other. With none of them the key is made of all parameters, if a reader of that cache has the same parameter types; else the start is stopped.
 *
 * <p><b>Null.</b> A key expression that yields {@code null} is the key {@code null}, not "nothing".
 *
 * <p><b>Threads.</b> Runs on the thread that completes the transaction and returns when Redis acknowledged.
 *
 * <p><b>When Redis is away</b> the removal is queued and sent as soon as Redis is back; until then this process does not
 * read those keys from the cache. With {@link Phase#TWO_PHASE} the transaction is rolled back with
 * {@link dev.cachekit.InvalidationUnavailableException} instead.
 */
@Documented
@Inherited
@Repeatable(Invalidate.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Invalidate {

    /** The name of the cache: the same as {@link #cache()}. Both set and different stops the start. */
    String value() default "";

    /** The name of the cache. Needed here or in {@link #value()}. */
    String cache() default "";

    /** Expression of the key to remove; always one key, whatever its type. Empty: see above. */
    String key() default "";

    /** Expression of a collection or array of keys to remove, one per element. Empty: none. */
    String keys() default "";

    /**
     * Expressions of tags; every entry of the cache that carries one of them is removed, at a cost that does not depend on how
     * many those are. Empty: none.
     */
    String[] tags() default {};

    /**
     * A glob over the key texts of this cache ({@code *}, {@code ?}, {@code [abc]}), acknowledged when the scan ended, near
     * caches included. Its cost grows with the number of keys on the server: prefer tags. Empty: none.
     */
    String pattern() default "";

    /**
     * Empties the cache, acknowledged when nothing that was there before can be read any more. Its cost does not depend on how
     * many entries there are. Default: false.
     */
    boolean all() default false;

    /** When to remove. {@link Phase#TWO_PHASE} takes keys that need no {@code #result}, nothing else. Default: after commit. */
    Phase phase() default Phase.AFTER_COMMIT;

    /** Expression evaluated before the method; false: nothing is removed. It cannot see {@code #result}. Empty: always. */
    String condition() default "";

    /**
     * Name of a topic that is then told <code>{cache, keys, tags, pattern, all}</code>. Empty: no message. A message is lost
     * while Redis is away.
     */
    String notifyTopic() default "";

    /** Holds several {@link Invalidate @Invalidate} of one method; the compiler writes it. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface List {

        /** The repeated annotations, in source order. */
        Invalidate[] value();
    }
}
