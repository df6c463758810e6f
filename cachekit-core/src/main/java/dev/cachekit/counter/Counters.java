package dev.cachekit.counter;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.StoreTime;
import dev.cachekit.recovery.Guard;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.CounterStore;
import dev.cachekit.spi.Lane;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Counts in the store, within the deadline of a call. Safe for use by many threads. A store that is away is a failure of the
 * stage: a number made up would be worse than none.
 */
public final class Counters {

    private static final Duration SHORTEST_TTL = Duration.ofMillis(1);

    private final CounterStore store;
    private final Guard guard;
    private final Function<Caller, StoreTime> time;

    /**
     * Makes the strategy.
     *
     * @param store keeps the numbers
     * @param guard keeps requests from primaries that are left alone
     * @param time gives each call what it may spend on the store
     */
    public Counters(CounterStore store, Guard guard, Function<Caller, StoreTime> time) {
        this.store = store;
        this.guard = guard;
        this.time = time;
    }

    /**
     * The same counters, with requests that go another way.
     *
     * @param other where they go
     * @param theirs keeps these requests from primaries that are left alone
     * @return counters of the same deadline
     */
    public Counters through(CounterStore other, Guard theirs) {
        return new Counters(other, theirs, time);
    }

    /**
     * Adds to a counter.
     *
     * @param counter the counter
     * @param delta what to add
     * @param caller how to wait
     * @return the new value; fails with {@link ArithmeticException} if it would not be a {@code long}
     */
    public CompletionStage<Long> add(CounterKey counter, long delta, Caller caller) {
        return send(counter, caller, () -> store.add(counter, delta));
    }

    /**
     * Adds to a counter, and lets it end after a time if it did not exist.
     *
     * @param counter the counter
     * @param delta what to add
     * @param ttlIfNew how long it lives if it did not exist, at least a millisecond
     * @param caller how to wait
     * @return the new value; fails with {@link ArithmeticException} if it would not be a {@code long}
     */
    public CompletionStage<Long> add(CounterKey counter, long delta, Duration ttlIfNew, Caller caller) {
        return send(counter, caller, () -> store.add(counter, delta, ttlIfNew));
    }

    /**
     * Subtracts from a counter.
     *
     * @param counter the counter
     * @param delta what to subtract
     * @param caller how to wait
     * @return the new value; fails with {@link ArithmeticException} if it, or the negative of what to subtract, would not be a
     *     {@code long}
     */
    public CompletionStage<Long> subtract(CounterKey counter, long delta, Caller caller) {
        return delta == Long.MIN_VALUE
                ? CompletableFuture.failedFuture(
                        new ArithmeticException("Long.MIN_VALUE has no negative; subtract it in two parts"))
                : add(counter, -delta, caller);
    }

    /**
     * Reads a counter.
     *
     * @param counter the counter
     * @param caller how to wait
     * @return its value, 0 if it does not exist
     */
    public CompletionStage<Long> get(CounterKey counter, Caller caller) {
        return send(counter, caller, () -> store.get(counter));
    }

    /**
     * Reads counters, in one round trip per node of the store.
     *
     * @param counters the counters
     * @param caller how to wait
     * @return a value for each of them
     */
    public CompletionStage<Map<CounterKey, Long>> getAll(Collection<CounterKey> counters, Caller caller) {
        Set<Lane> lanes = counters.stream().map(CounterKey::lane).collect(Collectors.toCollection(HashSet::new));
        return lanes.isEmpty()
                ? CompletableFuture.completedFuture(Map.of())
                : time.apply(caller).spend(() -> guard.send(lanes, () -> store.getAll(counters)));
    }

    /**
     * Removes a counter.
     *
     * @param counter the counter
     * @param caller how to wait
     * @return done
     */
    public CompletionStage<Void> reset(CounterKey counter, Caller caller) {
        return send(counter, caller, () -> store.reset(counter));
    }

    /**
     * Lets a counter end.
     *
     * @param counter the counter
     * @param ttl how long it lives on, at least a millisecond
     * @param caller how to wait
     * @return whether it existed
     */
    public CompletionStage<Boolean> expire(CounterKey counter, Duration ttl, Caller caller) {
        return send(counter, caller, () -> store.expire(counter, ttl));
    }

    /**
     * Checks how long a counter is to live.
     *
     * @param counter the counter
     * @param ttl the time
     * @return the time
     * @throws InvalidConfigurationException if it is shorter than a millisecond
     */
    public static Duration checkedTtl(CounterKey counter, Duration ttl) {
        if (ttl.compareTo(SHORTEST_TTL) < 0) {
            throw new InvalidConfigurationException(
                    "counter " + counter.name(), ttl.toString(), "ttl must be at least 1 ms", "give a longer time");
        }
        return ttl;
    }

    private <T> CompletionStage<T> send(CounterKey counter, Caller caller, Supplier<CompletionStage<T>> request) {
        return time.apply(caller).spend(() -> guard.send(counter.lane(), request));
    }
}
