package dev.cachekit.test;

import dev.cachekit.test.EventCounter.Event;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.Descriptable;
import org.assertj.core.description.Description;
import org.jspecify.annotations.Nullable;

/** Asks what became of a call, and what it did to caches and rate limiters. For one test at a time. */
public final class CallAssert implements Descriptable<CallAssert> {

    private final Call call;
    private final Map<Event, Long> events;
    private final Subject subject = new Subject();

    CallAssert(Call call, Map<Event, Long> events) {
        this.call = call;
        this.events = events;
    }

    /**
     * Says in words what is asked about. They stand before the message of each assertion that follows and fails.
     *
     * @param words the words
     * @return this
     */
    @Override
    public CallAssert describedAs(Description words) {
        subject.describedAs(words);
        return this;
    }

    /**
     * Looks at what the call did to one cache.
     *
     * @param cache the cache's name
     * @return to be asked
     */
    public CacheCallAssert on(String cache) {
        return new CacheCallAssert(this, seen(cache));
    }

    /**
     * Passes if the call returned this value.
     *
     * @param expected equal to the value
     * @return this
     */
    public CallAssert returns(@Nullable Object expected) {
        if (call.failure() != null || !Objects.equals(call.value(), expected)) {
            throw subject.failure("Expecting the call to return %s, but it %s", expected, call);
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
        Seen seen = seen(limiter);
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
        Seen seen = seen(limiter);
        if (seen.count(EventCounter.REFUSED) == 0) {
            throw seen.failure("to be refused by limiter");
        }
        return this;
    }

    private Seen seen(String name) {
        return new Seen(name, events, call, subject);
    }
}
