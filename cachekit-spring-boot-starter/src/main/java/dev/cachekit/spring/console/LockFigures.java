package dev.cachekit.spring.console;

import dev.cachekit.spi.LockListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What becomes of locks. Safe for use by many threads. */
public final class LockFigures implements LockListener {

    /** Of one lock. */
    static final class OfLock {
        final LongAdder acquired = new LongAdder();
        final LongAdder busy = new LongAdder();
        final LongAdder released = new LongAdder();
        final LongAdder lost = new LongAdder();
        final LongAdder failures = new LongAdder();
        final Latencies waits;
        final Latencies holds;

        OfLock(LongSupplier nanoTime) {
            this.waits = new Latencies(nanoTime);
            this.holds = new Latencies(nanoTime);
        }
    }

    private final ByName<OfLock> locks;

    /**
     * Begins at zero.
     *
     * @param nanoTime the time that runs
     */
    public LockFigures(LongSupplier nanoTime) {
        this.locks = new ByName<>(() -> new OfLock(nanoTime));
    }

    OfLock of(String lock) {
        return locks.of(lock);
    }

    Map<String, OfLock> all() {
        return locks.all();
    }

    @Override
    public void onAcquired(String lock, Duration waited) {
        of(lock).acquired.increment();
        of(lock).waits.record(waited);
    }

    @Override
    public void onBusy(String lock, Duration waited) {
        of(lock).busy.increment();
        of(lock).waits.record(waited);
    }

    @Override
    public void onReleased(String lock, Duration held) {
        of(lock).released.increment();
        of(lock).holds.record(held);
    }

    @Override
    public void onLost(String lock) {
        of(lock).lost.increment();
    }

    @Override
    public void onLockFailure(String lock, Throwable failure) {
        of(lock).failures.increment();
    }
}
