package dev.cachekit.test;

import dev.cachekit.test.EventCounter.Event;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Asks what became of a call, and what it did to caches and rate limiters. */
public final class CallAssert extends AbstractAssert<CallAssert, Object> {

    private final Outcome outcome;
    private final Map<Event, Long> events;

    /** What a call gave: a value, or a failure. */
    record Outcome(@Nullable Object value, @Nullable Throwable failure) {

        static Outcome of(Callable<?> call) {
            try {
                return new Outcome(call.call(), null);
            } catch (Throwable failure) { // also that of an assertion within: it is told
                return new Outcome(null, failure);
            }
        }

        @Override
        public String toString() {
            return failure == null ? "returned " + value : "threw " + failure;
        }
    }

    CallAssert(Outcome outcome, Map<Event, Long> events) {
        super(outcome, CallAssert.class);
        this.outcome = outcome;
        this.events = events;
    }

    /**
     * Looks at what the call did to one cache.
     *
     * @param cache the cache's name
     * @return to be asked
     */
    public CacheCallAssert on(String cache) {
        return new CacheCallAssert(this, new Seen(cache, events, outcome));
    }

    /**
     * Passes if the call returned this value.
     *
     * @param expected equal to the value
     * @return this
     */
    public CallAssert returns(@Nullable Object expected) {
        if (outcome.failure() != null || !Objects.equals(outcome.value(), expected)) {
            throw failure("Expecting the call to return %s, but it %s", expected, outcome);
        }
        return this;
    }

    /**
     * Passes if the call threw such an exception.
     *
     * @param type its class or one above
     * @return this
     */
    public CallAssert failsWith(Class<? extends Throwable> type) {
        if (!type.isInstance(outcome.failure())) {
            throw failure("Expecting the call to throw %s, but it %s", type.getName(), outcome);
        }
        return this;
    }

    /**
     * Passes if the call asked a rate limiter and was let through.
     *
     * @param limiter the limiter's name
     * @return this
     */
    public CallAssert isAllowedBy(String limiter) {
        Seen seen = new Seen(limiter, events, outcome);
        if (seen.count(EventCounter.GRANTED) == 0 || seen.count(EventCounter.REFUSED) > 0) {
            throw seen.failure("to be allowed by limiter");
        }
        return this;
    }

    /**
     * Passes if a rate limiter refused the call, whether it threw or went to its fallback.
     *
     * @param limiter the limiter's name
     * @return this
     */
    public CallAssert isRefusedBy(String limiter) {
        Seen seen = new Seen(limiter, events, outcome);
        if (seen.count(EventCounter.REFUSED) == 0) {
            throw seen.failure("to be refused by limiter");
        }
        return this;
    }
}
