package dev.cachekit.counter;

import dev.cachekit.AsyncCounter;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.call.Caller;
import dev.cachekit.spi.CounterKey;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A counter as a user holds it. */
record NamedCounter(Counters counters, CounterKey key, Caller caller) implements AsyncCounter {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    @Override
    public CompletionStage<Long> increment() {
        return increment(1);
    }

    @Override
    public CompletionStage<Long> increment(long delta) {
        return counters.add(key, delta, caller);
    }

    @Override
    public CompletionStage<Long> decrement() {
        return decrement(1);
    }

    @Override
    public CompletionStage<Long> decrement(long delta) {
        return counters.subtract(key, delta, caller);
    }

    @Override
    public CompletionStage<Long> get() {
        return counters.get(key, caller);
    }

    @Override
    public CompletionStage<Void> reset() {
        return counters.reset(key, caller);
    }

    @Override
    public CompletionStage<Boolean> expire(Duration ttl) {
        if (ttl.compareTo(SHORTEST) < 0) {
            throw new InvalidConfigurationException(
                    "counter " + key.name(), ttl.toString(), "ttl must be at least 1 ms", "give a longer time");
        }
        return counters.expire(key, ttl, caller);
    }
}
