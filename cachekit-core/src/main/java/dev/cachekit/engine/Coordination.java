package dev.cachekit.engine;

import dev.cachekit.Band;
import dev.cachekit.Batch;
import dev.cachekit.DistributedLock;
import dev.cachekit.NotAvailableYetException;
import dev.cachekit.RateLimiter;
import dev.cachekit.SingleFlight;
import dev.cachekit.Topic;
import dev.cachekit.call.Caller;
import dev.cachekit.call.StoreTime;
import dev.cachekit.counter.Counters;
import dev.cachekit.limit.Limiters;
import dev.cachekit.recovery.Guard;
import dev.cachekit.strategy.SingleFlights;
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
     */
    record Parts(Ground ground, Guard guard, Duration deadline, Executor callbacks) {

        StoreTime storeTime(Caller caller) {
            return new StoreTime(ground.time(), deadline, caller);
        }
    }

    private final Parts parts;
    private final CounterViews counters;
    private final LimiterViews limiters;
    private final SingleFlights singleFlights = new SingleFlights();

    Coordination(Parts parts, Limiters limiters) {
        this.parts = parts;
        this.limiters = new LimiterViews(limiters, parts.callbacks());
        Caller continued = Caller.continuedOn(parts.callbacks());
        this.counters = new CounterViews(
                new Counters(parts.ground().store().counters(), parts.guard(), parts::storeTime), continued);
    }

    CounterViews counters() {
        return counters;
    }

    DistributedLock lock(String name) {
        throw notYet("lock " + name, "DistributedLock");
    }

    RateLimiter rateLimiter(String name, Band... bands) {
        return limiters.view(name, bands);
    }

    Limiters limiters() {
        return limiters.limiters();
    }

    <T> Topic<T> topic(String name, Class<T> type) {
        throw notYet("topic " + name, "Topic");
    }

    SingleFlight singleFlight(String name) {
        if (parts.ground().store().isShared()) {
            throw notYet("single flight " + name, "SingleFlight across processes");
        }
        return new LocalSingleFlight(name, singleFlights);
    }

    SingleFlights singleFlights() {
        return singleFlights;
    }

    Batch batch() {
        throw notYet("batch", "Batch");
    }

    private static NotAvailableYetException notYet(String where, String feature) {
        return new NotAvailableYetException(where, feature, "use caches only until it is");
    }
}
