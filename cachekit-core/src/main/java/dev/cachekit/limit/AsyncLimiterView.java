package dev.cachekit.limit;

import dev.cachekit.AsyncRateLimiter;
import dev.cachekit.Decision;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.key.KeyText;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A rate limiter as a user holds it. */
record AsyncLimiterView(Limiter limiter, KeyText texts, Caller caller) implements AsyncRateLimiter {

    @Override
    public CompletionStage<Decision> tryAcquire(String key) {
        return tryAcquire(key, 1);
    }

    @Override
    public CompletionStage<Decision> tryAcquire(String key, long cost) {
        return acquire(key, cost, Duration.ZERO);
    }

    @Override
    public CompletionStage<Decision> acquire(String key, long cost, Duration maxWait) {
        return Stages.mapped(limiter.take(limitKey(key), cost, maxWait, caller), Admission::told);
    }

    @Override
    public CompletionStage<Void> credit(String key, long cost) {
        return limiter.credit(limitKey(key), cost, caller);
    }

    private LimitKey limitKey(String key) {
        return LimitKey.of(key, texts::of);
    }
}
