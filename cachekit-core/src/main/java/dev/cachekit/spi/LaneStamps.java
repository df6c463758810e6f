package dev.cachekit.spi;

import java.util.Arrays;

/**
 * The stamps of all lanes, read together. A stamp grows with every write and invalidation in its lane, so an unchanged
 * stamp proves that there was none in between.
 */
public final class LaneStamps {

    private final long[] stamps;

    /**
     * Makes a reading.
     *
     * @param stamps one stamp per lane, by lane number
     */
    public LaneStamps(long[] stamps) {
        if (stamps.length != Lane.COUNT) {
            throw new IllegalArgumentException("there are " + Lane.COUNT + " lanes but " + stamps.length + " stamps");
        }
        this.stamps = Arrays.copyOf(stamps, stamps.length);
    }

    /**
     * Returns the stamp of one lane.
     *
     * @param lane the lane
     * @return the stamp, never negative
     */
    public long of(Lane lane) {
        return stamps[lane.number()];
    }
}
