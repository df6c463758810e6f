package dev.cachekit.limit;

import dev.cachekit.AsyncRateLimiter;
import dev.cachekit.Decision;
import dev.cachekit.RateLimiter;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.key.KeyText;
import java.time.Duration;
import java.util.concurrent.Executor;

/** A rate limiter for callers that stand still. */
record LimiterView(AsyncLimiterView blocking, Executor callbacks) implements RateLimiter {

    static LimiterView of(Limiter limiter, Executor callbacks) {
        return new LimiterView(
                new AsyncLimiterView(limiter, KeyText.at(limiter.toString()), Caller.BLOCKING), callbacks);
    }

    @Override
    public Decision tryAcquire(String key) {
        return Outcome.of(blocking.tryAcquire(key));
    }

    @Override
    public Decision tryAcquire(String key, long cost) {
        return Outcome.of(blocking.tryAcquire(key, cost));
    }

    @Override
    public Decision acquire(String key, long cost, Duration maxWait) {
        return Outcome.of(blocking.acquire(key, cost, maxWait));
    }

    @Override
    public void credit(String key, long cost) {
        Outcome.of(blocking.credit(key, cost));
    }

    @Override
    public AsyncRateLimiter async() {
        return new AsyncLimiterView(blocking.limiter(), blocking.texts(), Caller.continuedOn(callbacks));
    }
}
