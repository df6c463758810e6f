package dev.cachekit.near;

import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage.Removed;

/** Takes out of all near caches what the store says is gone. Done when it returns. */
interface Removals {

    /** Removes what a change in a lane has removed. */
    void remove(Lane lane, Removed removed);

    /** Removes everything in a lane, because something may have been missed. */
    void drop(Lane lane, DropReason reason);
}
