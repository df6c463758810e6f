package dev.cachekit.strategy;

import dev.cachekit.spi.Lookup;

/**
 * How many reads of one cache in a row have found nothing in the store. While they are many, the next is likely to find
 * nothing either. Safe for use by many threads, which may overwrite what another has just noted: it is a guess anyway.
 */
final class MissStreak {

    /** Of a cache that has half of what is asked for, one read in 256 follows so many misses. */
    static final int LONG = 8;

    private volatile int misses;

    boolean isLong() {
        return misses >= LONG;
    }

    void note(Lookup seen) {
        int now = misses;
        if (seen instanceof Lookup.Hit) {
            end();
        } else if (now < LONG) {
            misses = now + 1;
        }
    }

    /** The next read looks what there is. */
    void end() {
        if (misses != 0) {
            misses = 0;
        }
    }
}
