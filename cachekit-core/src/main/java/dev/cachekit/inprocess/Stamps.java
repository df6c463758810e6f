package dev.cachekit.inprocess;

import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneStamps;
import java.util.concurrent.atomic.AtomicLongArray;

/** The stamps of the lanes. They only grow. */
final class Stamps {

    private final AtomicLongArray stamps = new AtomicLongArray(Lane.COUNT);

    /** Raises the stamp of a lane and returns it. */
    long raise(Lane lane) {
        return stamps.incrementAndGet(lane.number());
    }

    void raiseAll() {
        Lane.all().forEach(this::raise);
    }

    LaneStamps read() {
        long[] reading = new long[Lane.COUNT];
        for (int lane = 0; lane < Lane.COUNT; lane++) {
            reading[lane] = stamps.get(lane);
        }
        return new LaneStamps(reading);
    }
}
