package dev.cachekit.spring.metrics;

import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spi.LockListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/** Counts and times what becomes of locks. Safe for use by many threads. */
public final class LockMeters implements LockListener {

    private final MeterBook book;
    private final BoundedNames names;

    /**
     * Makes a listener.
     *
     * @param registry keeps the meters
     */
    public LockMeters(MeterRegistry registry) {
        this.book = new MeterBook(registry);
        this.names = new BoundedNames(name -> book.begin(List.of(LockMeter.values()), name));
    }

    @Override
    public void onAcquired(String lock, Duration waited) {
        book.timer(LockMeter.WAITS, names.of(lock), "acquired").record(waited);
    }

    @Override
    public void onBusy(String lock, Duration waited) {
        book.timer(LockMeter.WAITS, names.of(lock), "busy").record(waited);
    }

    @Override
    public void onReleased(String lock, Duration held) {
        book.timer(LockMeter.HOLDS, names.of(lock)).record(held);
    }

    @Override
    public void onLost(String lock) {
        book.counter(LockMeter.LOST, names.of(lock)).increment();
    }

    @Override
    public void onLockFailure(String lock, Throwable failure) {
        book.counter(LockMeter.FAILURES, names.of(lock)).increment();
    }
}
