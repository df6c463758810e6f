package dev.cachekit.contract;

import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;

/** A clock that never moves. It has no state, so Lincheck finds nothing in it to interleave. */
public final class StoppedClock implements Scheduler {

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("no time passes here");
    }

    @Override
    public void close() {}
}
