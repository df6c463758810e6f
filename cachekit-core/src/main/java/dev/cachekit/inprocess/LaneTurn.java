package dev.cachekit.inprocess;

import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.LaneMessage.Removed;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Lets the writes of one lane take turns, and counts them by the lane's stamp. Anybody may read the stamp. */
final class LaneTurn {

    private final Lock lock = new ReentrantLock();
    private final Lane lane;
    private volatile long stamp;

    LaneTurn(Lane lane) {
        this.lane = lane;
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
