package dev.cachekit.counter;

import dev.cachekit.AsyncCounter;
import dev.cachekit.call.Caller;
import dev.cachekit.spi.CounterKey;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A counter as a user holds it. */
record NamedCounter(Counters counters, CounterKey key, Caller caller) implements AsyncCounter {

    @Override
    public CompletionStage<Long> increment() {
        return increment(1);
    }

    @Override
    public CompletionStage<Long> increment(long delta) {
        return counters.add(key, delta, caller);
    }

    @Override
    public CompletionStage<Long> increment(long delta, Duration ttlIfNew) {
        return counters.add(key, delta, Counters.checkedTtl(key, ttlIfNew), caller);
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
        return counters.expire(key, Counters.checkedTtl(key, ttl), caller);
    }
}
