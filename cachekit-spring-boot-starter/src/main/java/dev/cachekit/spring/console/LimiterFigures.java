package dev.cachekit.spring.console;

import dev.cachekit.spi.LimitListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What rate limiters do. Safe for use by many threads. */
public final class LimiterFigures implements LimitListener {

    /** Of one limiter. */
    static final class OfLimiter {
        final LongAdder granted = new LongAdder();
        final Counts refused = new Counts();
        final LongAdder shadowed = new LongAdder();
        final LongAdder storeFailures = new LongAdder();
        final Latencies waits;

        OfLimiter(LongSupplier nanoTime) {
            this.waits = new Latencies(nanoTime);
        }
    }

    private final ByName<OfLimiter> limiters;

    /**
     * Begins at zero.
     *
     * @param nanoTime the time that runs
     */
    public LimiterFigures(LongSupplier nanoTime) {
        this.limiters = new ByName<>(() -> new OfLimiter(nanoTime));
    }

    private OfLimiter of(String limiter) {
        return limiters.of(limiter);
    }

    OfLimiter shown(String limiter) {
        return limiters.shown(limiter);
    }

    boolean isShared(String limiter) {
        return limiters.isShared(limiter);
    }

    Map<String, OfLimiter> all() {
        return limiters.all();
    }

    @Override
    public void onPermitGranted(String limiter) {
        of(limiter).granted.increment();
    }

    @Override
    public void onPermitRefused(String limiter, String reason) {
        of(limiter).refused.add(reason);
    }

    @Override
    public void onPermitShadowed(String limiter) {
        of(limiter).shadowed.increment();
    }

    @Override
    public void onPermitWait(String limiter, Duration time) {
        of(limiter).waits.record(time);
    }

    @Override
    public void onLimitStoreFailure(String limiter, Throwable failure) {
        of(limiter).storeFailures.increment();
    }
}
