package dev.cachekit;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;

/**
 * The front door: hands out caches and everything else by name. Safe for use by many threads; make one per application.
 *
 * <p>In a Spring application it is a bean. In plain Java:
 *
 * <pre>{@code
 * try (CacheKit kit = CacheKit.builder().app("shop").build()) {
 *     Cache<Long, User> users = kit.cache("users", User.class);
 *     User user = users.get(42L, repository::findById);
 * }
 * }</pre>
 *
 * <p>Asking twice for the same name gives objects that share everything. What the backend does not offer is refused with
 * a {@link NotAvailableYetException} when it is asked for, never later.
 */
public interface CacheKit extends AutoCloseable {

    /**
     * Begins a CacheKit for plain Java, on the in-process backend.
     *
     * @return a new builder
     * @throws IllegalStateException if the class path holds no implementation
     */
    static Builder builder() {
        return ServiceLoader.load(Builder.class, CacheKit.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no implementation of CacheKit.Builder was found; put cachekit-core on the class path"));
    }

    /**
     * Returns the cache of a name.
     *
     * @param name the cache's name
     * @param type the type of its values; one cache has one type
     * @param <K> the type of its keys
     * @param <V> the type of its values
     * @return the cache
     * @throws InvalidConfigurationException if the cache holds another type, or values of the type cannot be read back
     */
    <K, V> Cache<K, V> cache(String name, Class<V> type);

    /**
     * Returns the cache of a name, for a generic type such as {@code new TypeRef<List<User>>() {}}.
     *
     * @param name the cache's name
     * @param type the type of its values; one cache has one type
     * @param <K> the type of its keys
     * @param <V> the type of its values
     * @return the cache
     * @throws InvalidConfigurationException if the cache holds another type, or values of the type cannot be read back
     */
    <K, V> Cache<K, V> cache(String name, TypeRef<V> type);

    /**
     * Returns the counter of a name.
     *
     * @param name the counter's name
     * @return the counter
     */
    Counter counter(String name);

    /**
     * Reads several counters at once, in one round trip per Redis node.
     *
     * @param names the names of the counters
     * @return the value of each of them, in their order; 0 for a counter that does not exist
     * @throws BackendUnavailableException if Redis is away
     */
    Map<String, Long> counters(Collection<String> names);

    /**
     * As {@link #counters}, for a caller that does not wait.
     *
     * @param names the names of the counters
     * @return the values; fails with {@link BackendUnavailableException} if Redis is away
     */
    CompletionStage<Map<String, Long>> countersAsync(Collection<String> names);

    /**
     * Returns the lock of a name.
     *
     * @param name the lock's name
     * @return the lock
     */
    DistributedLock lock(String name);

    /**
     * Returns the rate limiter of a name.
     *
     * @param name the limiter's name
     * @param bands its bands, all of which must admit a call; none to use the configured ones
     * @return the limiter
     */
    RateLimiter rateLimiter(String name, Band... bands);

    /**
     * Returns the topic of a name.
     *
     * @param name the topic's name; with a {@code *} all topics whose names match, to be listened to only
     * @param type the type of its messages
     * @param <T> the type of its messages
     * @return the topic
     * @throws InvalidConfigurationException if messages of the type cannot be read back
     */
    <T> Topic<T> topic(String name, Class<T> type);

    /**
     * Returns the topic of a name, for a generic type.
     *
     * @param name the topic's name; with a {@code *} all topics whose names match, to be listened to only
     * @param type the type of its messages
     * @param <T> the type of its messages
     * @return the topic
     * @throws InvalidConfigurationException if messages of the type cannot be read back
     */
    <T> Topic<T> topic(String name, TypeRef<T> type);

    /**
     * Returns several topics as one to listen to. A subscriber is told each message once, however many of the names match, and
     * messages of all the topics wait for it in one queue. It cannot be published to.
     *
     * @param names names of topics, each of which may hold a {@code *}
     * @param type the type of the messages of all of them
     * @param <T> the type of the messages
     * @return the topics
     * @throws InvalidConfigurationException if messages of the type cannot be read back, or there is no name
     */
    <T> Topic<T> topics(Collection<String> names, TypeRef<T> type);

    /**
     * Returns the single flight of a name.
     *
     * @param name the flight's name
     * @return the single flight
     */
    SingleFlight singleFlight(String name);

    /**
     * Begins a batch of operations for one round trip.
     *
     * @return a new batch
     */
    Batch batch();

    /** Ends what was started for this CacheKit: timers, threads, and the connections it made itself. Idempotent. */
    @Override
    void close();

    /** Collects what a CacheKit is made of. For use by one thread. */
    interface Builder {

        /**
         * Names the application. The name begins every key.
         *
         * @param app the name; default {@code app}
         * @return this builder
         */
        Builder app(String app);

        /**
         * Sets how long values live in caches for which nothing else is said.
         *
         * @param ttl the lifetime; default one hour
         * @return this builder
         */
        Builder ttl(Ttl ttl);

        /**
         * Sets how long values live in one cache.
         *
         * @param cache the cache's name
         * @param ttl the lifetime
         * @return this builder
         */
        Builder ttl(String cache, Ttl ttl);

        /**
         * Switches the near cache of one cache on or off. With it, values are kept in this process as well, and a hit there
         * asks nobody. A value removed by this process is never served again; one removed by another, for at most 3
         * seconds.
         *
         * @param cache the cache's name
         * @param on whether it has a near cache; default off
         * @return this builder
         */
        Builder near(String cache, boolean on);

        /**
         * Sets how long one call may spend on the store, all its requests together.
         *
         * @param deadline a positive time; default one second
         * @return this builder
         */
        Builder deadline(Duration deadline);

        /**
         * Makes the CacheKit.
         *
         * @return a new one, to be closed by the caller
         */
        CacheKit build();
    }
}
