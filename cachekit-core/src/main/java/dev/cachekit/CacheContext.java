package dev.cachekit;

import java.time.Duration;
import java.util.Optional;

/**
 * Lets a method under {@link dev.cachekit.annotation.CacheAside @CacheAside} decide about the entry it is loading. Declare a
 * parameter of this type: it is not part of the key, and callers may pass null, as the loading call gets the real one.
 *
 * <pre>{@code
 *     @CacheAside(cache = "rates", key = "#base")
 *     Rates rates(String base, CacheContext context) {
 *         Optional<Rates> old = context.staleValue();
 *         Answer answer = bank.ask(base, old.map(Rates::etag));
 *         if (answer.notModified()) {
 *             return context.notModified();
 *         }
 *         context.ttl(answer.maxAge());
 *         return answer.rates();
 *     }
 * }</pre>
 *
 * <p>Belongs to one load and may be used until its method ended; later calls throw {@link IllegalStateException}. Safe for use
 * by the threads that work for that load. None of its methods talks to Redis; while Redis is away they act as usual and have
 * no effect.
 */
public interface CacheContext {

    /**
     * Gives this entry a TTL of its own, without jitter.
     *
     * @param ttl how long it lives, positive
     * @throws InvalidConfigurationException if it is zero or negative
     */
    void ttl(Duration ttl);

    /**
     * Adds tags to this entry, beside those of the annotation.
     *
     * @param tags the tags
     */
    void tags(String... tags);

    /** Keeps the result of this load out of the cache. Callers that wait for it still get it. */
    void doNotStore();

    /**
     * The value that this load is to replace: an expired one that is kept for a while, or one that is reloaded before its end.
     * Each call makes a new object of it.
     *
     * @param <T> the type of the cache's values; another type fails with {@link ClassCastException} at its use
     * @return the value; empty if there is none, it is a cached null or it was invalidated
     */
    <T> Optional<T> staleValue();

    /**
     * Declares that the stale value is still good: it gets a new TTL and is the result of this load, whatever the method
     * returns. It keeps its tags, beside those that this load gives; if one of them is invalidated meanwhile, the value is not
     * served again. That its annotation or {@link #doNotStore()} vetoes storing still counts.
     *
     * @param <T> the type of the cache's values; another type fails with {@link ClassCastException} at its use
     * @return the stale value, so that the method can return it
     * @throws IllegalStateException if there is no stale value
     */
    <T> T notModified();
}
