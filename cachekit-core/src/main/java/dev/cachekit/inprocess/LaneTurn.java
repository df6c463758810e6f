package dev.cachekit.inprocess;

import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.LaneMessage.Removed;
import java.util.concurrent.locks.Lock;

/** Lets the writes of one lane take turns, and counts them by the lane's stamp. Anybody may read the stamp. */
final class LaneTurn {

    private final Lane lane;
    private final Lock lock;
    private volatile long stamp;

    LaneTurn(Lane lane, Lock lock) {
        this.lane = lane;
        this.lock = lock;
    }

    void begin() {
        lock.lock();
    }

    void end() {
        lock.unlock();
    }

    long stamp() {
        return stamp;
    }

    /** Raises the stamp. To be called by the write whose turn it is. */
    LaneMessage raise(Removed removed) {
        long previous = stamp;
        stamp = previous + 1;
        return new LaneMessage(lane, previous, previous + 1, removed);
    }
}
