package dev.cachekit.redisson;

import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Scheduler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The clocks of the servers, as their last answers told them; this process's wall clock until there was one. A reading
 * may be ahead by the time one answer took, never behind: a value rather counts as too old.
 */
final class ServerClock {

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Scheduler scheduler;
    private final AtomicLongArray ahead = new AtomicLongArray(Lane.COUNT);

    ServerClock(Scheduler scheduler) {
        this.scheduler = scheduler;
        for (int lane = 0; lane < Lane.COUNT; lane++) {
            ahead.set(lane, UNKNOWN);
        }
    }

    /** Ms of this process's monotonic clock. */
    long reading() {
        return TimeUnit.NANOSECONDS.toMillis(scheduler.nanoTime());
    }

    /** Notes what the lane's server answered to a question sent at a reading. */
    void learn(Lane lane, long sent, long millis) {
        ahead.set(lane.number(), millis - sent);
    }

    /** Ms since 1970, by the clock of the lane's server. */
    long millis(Lane lane) {
        long known = ahead.get(lane.number());
        return known == UNKNOWN ? scheduler.now().toEpochMilli() : reading() + known;
    }
}
