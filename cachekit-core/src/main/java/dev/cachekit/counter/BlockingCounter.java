package dev.cachekit.counter;

import dev.cachekit.AsyncCounter;
import dev.cachekit.Counter;
import dev.cachekit.call.Outcome;
import java.time.Duration;

/** The blocking view of a counter: the asynchronous one with a caller that stands still, so its stages are complete. */
record BlockingCounter(NamedCounter standingStill, AsyncCounter async) implements Counter {

    @Override
    public long increment() {
        return Outcome.of(standingStill.increment());
    }

    @Override
    public long increment(long delta) {
        return Outcome.of(standingStill.increment(delta));
    }

    @Override
    public long increment(long delta, Duration ttlIfNew) {
        return Outcome.of(standingStill.increment(delta, ttlIfNew));
    }

    @Override
    public long decrement() {
        return Outcome.of(standingStill.decrement());
    }

    @Override
    public long decrement(long delta) {
        return Outcome.of(standingStill.decrement(delta));
    }

    @Override
    public long get() {
        return Outcome.of(standingStill.get());
    }

    @Override
    public void reset() {
        Outcome.of(standingStill.reset());
    }

    @Override
    public boolean expire(Duration ttl) {
        return Outcome.of(standingStill.expire(ttl));
    }
}
