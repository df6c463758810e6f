package dev.cachekit.spring.metrics;

import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spi.LimitListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/** Counts and times what rate limiters decide. Safe for use by many threads. */
public final class LimiterMeters implements LimitListener {

    private final MeterBook book;
    private final BoundedNames names;

    /**
     * Makes a listener.
     *
     * @param registry keeps the meters
     */
    public LimiterMeters(MeterRegistry registry) {
        this.book = new MeterBook(registry);
        this.names = new BoundedNames(name -> book.begin(List.of(LimiterMeter.values()), name));
    }

    @Override
    public void onPermitGranted(String limiter) {
        decided(limiter, "allowed");
    }

    @Override
    public void onPermitRefused(String limiter, String reason) {
        decided(limiter, reason.equals("remembered") ? "remembered" : "refused");
    }

    @Override
    public void onPermitShadowed(String limiter) {
        decided(limiter, "shadowed");
    }

    @Override
    public void onPermitWait(String limiter, Duration time) {
        book.timer(LimiterMeter.WAITS, names.of(limiter)).record(time);
    }

    @Override
    public void onLimitStoreFailure(String limiter, Throwable failure) {
        book.counter(LimiterMeter.FAILURES, names.of(limiter)).increment();
    }

    private void decided(String limiter, String decision) {
        book.counter(LimiterMeter.DECISIONS, names.of(limiter), decision).increment();
    }
}
