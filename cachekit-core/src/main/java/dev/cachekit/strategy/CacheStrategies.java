package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.recovery.PendingRemovals;

/**
 * The strategies of one CacheKit, made together because they share what is under way: loads, waits and invalidations
 * that the store has not acknowledged. Safe for use by many threads.
 */
public final class CacheStrategies {

    private final CachePorts ports;
    private final CacheReader reader;
    private final CacheWriter writer;
    private final CacheInvalidator invalidator;
    private final CacheAnnouncer announcer;

    /**
     * Makes the strategies.
     *
     * @param ports what they work with
     */
    public CacheStrategies(CachePorts ports) {
        this(ports, new PendingRemovals(ports.entries(), ports.scheduler(), ports.listener()));
    }

    /**
     * Makes the strategies.
     *
     * @param ports what they work with
     * @param pending takes in what the store does not acknowledge
     */
    public CacheStrategies(CachePorts ports, PendingRemovals pending) {
        this.ports = ports;
        Flights flights = new Flights(ports.scheduler());
        this.reader = new CacheReader(ports, pending, flights);
        this.writer = new CacheWriter(ports, pending, flights);
        this.invalidator = new CacheInvalidator(ports, pending, flights);
        this.announcer = new CacheAnnouncer(ports, invalidator, flights);
    }

    /**
     * Makes the caller of a call that changes several keys or caches: all its waits for the store together end within the
     * deadline. A scan is not to be waited for this way.
     *
     * @param caller how the call waits
     * @return a caller for one call
     */
    public Caller withinDeadline(Caller caller) {
        return new CallerWithin(ports.scheduler(), ports.deadline(), caller);
    }

    /**
     * Returns the strategy that reads.
     *
     * @return always the same
     */
    public CacheReader reader() {
        return reader;
    }

    /**
     * Returns the strategy that writes.
     *
     * @return always the same
     */
    public CacheWriter writer() {
        return writer;
    }

    /**
     * Returns the strategy that removes.
     *
     * @return always the same
     */
    public CacheInvalidator invalidator() {
        return invalidator;
    }

    /**
     * Returns the strategy that removes in two phases.
     *
     * @return always the same
     */
    public CacheAnnouncer announcer() {
        return announcer;
    }
}
