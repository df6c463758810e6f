package dev.cachekit.near;

import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Scheduler;

/**
 * What all near caches of one CacheKit work with.
 *
 * @param scheduler the clock
 * @param seen the clock of the maps
 * @param lanes knows which entries may be served
 * @param listener is told what happens
 */
record NearPorts(Scheduler scheduler, SeenTime seen, Lanes lanes, CacheListener listener) {

    NearPorts(Scheduler scheduler, Lanes lanes, CacheListener listener) {
        this(scheduler, new SeenTime(scheduler.nanoTime()), lanes, listener);
    }

    /** Reads the clock. */
    long now() {
        long now = scheduler.nanoTime();
        seen.saw(now);
        return now;
    }
}
