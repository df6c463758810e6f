package dev.cachekit.near;

import dev.cachekit.spi.Lane;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Keeps values out of one near cache that were read before an invalidation, and marks entries as dead. Safe for use by
 * many threads.
 *
 * <p>Who wants to fill takes a {@link Ticket} before the first request to the store and shows it in the same atomic step
 * in which the entry is put. An invalidation raises first and removes then: a put before the raise is removed, a put after
 * it is refused.
 *
 * <p>Not final, so that tests can break one rule at a time and must notice.
 */
class FillGuard {

    /** A collision costs one fill, now and then. */
    private static final int STRIPES = 1024;

    private final AtomicLongArray epochs = new AtomicLongArray(STRIPES);
    private final AtomicLongArray generations = new AtomicLongArray(Lane.COUNT);
    private final AtomicLong wholeCache = new AtomicLong();
    private final Lane home;

    FillGuard(Lane home) {
        this.home = home;
    }

    Ticket ticket(String key, Lane lane) {
        return new Ticket(
                key,
                lane,
                epochs.get(stripe(key)),
                wholeCache.get(),
                generations.get(lane.number()),
                generations.get(home.number()));
    }

    /** Tells whether nothing was invalidated that the ticket's value may be older than. */
    boolean permits(Ticket ticket) {
        return epochs.get(stripe(ticket.key())) == ticket.epoch()
                && wholeCache.get() == ticket.wholeCache()
                && isCurrent(ticket.lane(), ticket.generation())
                && generations.get(home.number()) == ticket.homeGeneration();
    }

    /** To be called before the entry is removed. */
    void raise(String key) {
        epochs.incrementAndGet(stripe(key));
    }

    /** To be called before entries all over the cache are invalidated. Answers the new count. */
    long raiseWholeCache() {
        return wholeCache.incrementAndGet();
    }

    /** All entries of the lane are dead from now on. */
    void drop(Lane lane) {
        generations.incrementAndGet(lane.number());
    }

    boolean isCurrent(Lane lane, long generation) {
        return generations.get(lane.number()) == generation;
    }

    private static int stripe(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & STRIPES - 1;
    }
}
