package dev.cachekit;

import java.time.Duration;

/**
 * A number shared by all processes, changed atomically. Obtained from {@code CacheKit} by name; safe for use by many threads.
 * A counter that does not exist reads as 0; it lives until {@link #reset} or the end it was given, by {@link
 * #increment(long, Duration)} or {@link #expire}.
 *
 * <pre>{@code
 *     long views = cacheKit.counter("views:" + postId).increment();
 * }</pre>
 *
 * <p>All methods block for up to {@code cachekit.redis.deadline}; {@link #async} gives those that do not. A result outside the
 * range of a {@code long} throws {@link ArithmeticException} and changes nothing. Several counters are read at once by {@link
 * CacheKit#counters}.
 *
 * <p><b>When Redis is away</b> every method throws {@link BackendUnavailableException}; a change may then have been applied
 * once or not at all, never twice.
 */
public interface Counter {

    /** Adds 1 and returns the new value. */
    long increment();

    /**
     * Adds a number.
     *
     * @param delta what to add; negative subtracts
     * @return the new value
     */
    long increment(long delta);

    /**
     * Adds a number; if the counter did not exist, also lets it end after a time. Both is one step, so that no counter is left
     * without an end, whatever fails.
     *
     * @param delta what to add; negative subtracts
     * @param ttlIfNew how long the counter lives if this makes it, at least a millisecond; one that exists keeps its end
     * @return the new value
     * @throws InvalidConfigurationException if the TTL is shorter
     */
    long increment(long delta, Duration ttlIfNew);

    /** Subtracts 1 and returns the new value. */
    long decrement();

    /**
     * Subtracts a number.
     *
     * @param delta what to subtract; negative adds
     * @return the new value
     * @throws ArithmeticException if it would not be a {@code long}, or if {@code delta} is {@link Long#MIN_VALUE}, whose
     *     negative is none
     */
    long decrement(long delta);

    /** The current value. */
    long get();

    /** Removes the counter, and with it its expiry: it reads as 0. */
    void reset();

    /**
     * Lets the counter end after a time, counted from now.
     *
     * @param ttl how long it lives on, at least a millisecond
     * @return whether the counter existed
     * @throws InvalidConfigurationException if the TTL is shorter
     */
    boolean expire(Duration ttl);

    /** The same counter for callers that do not wait. */
    AsyncCounter async();
}
