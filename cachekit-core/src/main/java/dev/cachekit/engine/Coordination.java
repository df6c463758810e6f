package dev.cachekit.engine;

import dev.cachekit.Band;
import dev.cachekit.RateLimiter;
import dev.cachekit.call.Caller;
import dev.cachekit.call.StoreTime;
import dev.cachekit.counter.CounterViews;
import dev.cachekit.counter.Counters;
import dev.cachekit.event.Events;
import dev.cachekit.flight.FlightViews;
import dev.cachekit.limit.LimiterViews;
import dev.cachekit.limit.Limiters;
import dev.cachekit.lock.LockViews;
import dev.cachekit.recovery.Guard;
import dev.cachekit.spi.Codec;
import dev.cachekit.topic.TopicViews;
import dev.cachekit.topic.Topics;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Makes the views of everything that is not a cache. Safe for use by many threads. */
final class Coordination {

    /**
     * What they work with.
     *
     * @param ground store, clock and timer
     * @param guard keeps requests from primaries that are left alone
     * @param deadline the longest time one call may spend on the store
     * @param callbacks where asynchronous callers are continued
     * @param messaging what topics need besides
     * @param events everybody who is told
     */
    record Parts(
            Ground ground, Guard guard, Duration deadline, Executor callbacks, Messaging messaging, Events events) {

        StoreTime storeTime(Caller caller) {
            return new StoreTime(ground.time(), deadline, caller);
        }
    }

    /**
     * What topics need besides.
     *
     * @param codec makes the codecs of messages
     * @param threads run subscribers
     */
    record Messaging(Codec codec, Executor threads) {}

    private final TopicViews topics;
    private final CounterViews counters;
    private final LimiterViews limiters;
    private final LockViews locks;
    private final FlightViews flights;

    Coordination(Parts parts, Limiters limiters, LockViews locks, FlightViews flights) {
        this.locks = locks;
        this.flights = flights;
        this.limiters = new LimiterViews(limiters, parts.callbacks());
        Caller continued = Caller.continuedOn(parts.callbacks());
        this.topics = topics(parts, continued);
        this.counters = new CounterViews(
                new Counters(parts.ground().store().counters(), parts.guard(), parts::storeTime), continued);
    }

    private static TopicViews topics(Parts parts, Caller continued) {
        Messaging messaging = parts.messaging();
        Ground ground = parts.ground();
        Topics topics = new Topics(
                ground.store().channel(),
                parts.guard(),
                parts::storeTime,
                new Topics.Hearing(messaging.threads(), parts.events().topics(), ground.time()));
        return new TopicViews(topics, messaging.codec(), continued);
    }

    TopicViews topics() {
        return topics;
    }

    CounterViews counters() {
        return counters;
    }

    LockViews locks() {
        return locks;
    }

    RateLimiter rateLimiter(String name, Band... bands) {
        return limiters.view(name, bands);
    }

    Limiters limiters() {
        return limiters.limiters();
    }

    FlightViews flights() {
        return flights;
    }
}
