package dev.cachekit.near;

import dev.cachekit.spi.Lane;

/** Knows of which lanes this process has heard everything until a moment ago. */
@FunctionalInterface
interface Lanes {

    /** Of a store that nobody else can change. */
    Lanes ALWAYS_LIVE = (lane, nowNanos) -> true;

    /**
     * Tells whether entries of a lane may be served. To be asked before the entry is looked at: what was removed before
     * the lane was last confirmed is then gone when the entry is looked at.
     *
     * @param lane the lane
     * @param nowNanos a reading of the clock from after the read began
     */
    boolean isLive(Lane lane, long nowNanos);
}
