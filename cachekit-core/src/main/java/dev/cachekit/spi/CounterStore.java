package dev.cachekit.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Keeps numbers. A counter that does not exist reads as 0. Safe for use by many threads; no call blocks, and every call is one
 * atomic step. A stage fails with {@link dev.cachekit.BackendUnavailableException} if the store does not answer; a change has
 * then been applied once or not at all: nothing sends it again.
 */
public interface CounterStore {

    /**
     * Adds to a counter. Its end, if it has one, stays.
     *
     * @param counter the counter
     * @param delta what to add; negative subtracts
     * @return the new value; fails with {@link ArithmeticException} if it would not be a {@code long}, and then nothing has
     *     changed
     */
    CompletionStage<Long> add(CounterKey counter, long delta);

    /**
     * Adds to a counter, and lets it end after a time if it did not exist. The end of one that exists stays, as does its having
     * none.
     *
     * @param counter the counter
     * @param delta what to add; negative subtracts
     * @param ttlIfNew how long it lives if it did not exist, at least a millisecond
     * @return as {@link #add(CounterKey, long)}
     */
    CompletionStage<Long> add(CounterKey counter, long delta, Duration ttlIfNew);

    /**
     * Reads a counter.
     *
     * @param counter the counter
     * @return its value
     */
    CompletionStage<Long> get(CounterKey counter);

    /**
     * Reads counters, in one round trip per node of the store.
     *
     * @param counters the counters
     * @return a value for each of them
     */
    CompletionStage<Map<CounterKey, Long>> getAll(Collection<CounterKey> counters);

    /**
     * Removes a counter, and with it its end.
     *
     * @param counter the counter
     * @return done
     */
    CompletionStage<Void> reset(CounterKey counter);

    /**
     * Lets a counter end after a time, counted from now.
     *
     * @param counter the counter
     * @param ttl how long it lives on, at least a millisecond
     * @return whether it existed
     */
    CompletionStage<Boolean> expire(CounterKey counter, Duration ttl);
}
