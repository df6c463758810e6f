package dev.cachekit.spring.metrics;

import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spi.FlightListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/** Counts and times what single flights do. Safe for use by many threads. */
public final class FlightMeters implements FlightListener {

    private final MeterBook book;
    private final BoundedNames names;

    /**
     * Makes a listener.
     *
     * @param registry keeps the meters
     */
    public FlightMeters(MeterRegistry registry) {
        this.book = new MeterBook(registry);
        this.names = new BoundedNames(name -> book.begin(List.of(FlightMeter.values()), name));
    }

    @Override
    public void onFlightLead(String flight) {
        became(flight, "lead");
    }

    @Override
    public void onFlightShared(String flight, Duration waited) {
        became(flight, "shared");
        book.timer(FlightMeter.WAITS, names.of(flight), "shared").record(waited);
    }

    @Override
    public void onFlightTimeout(String flight, Duration waited) {
        became(flight, "timeout");
        book.timer(FlightMeter.WAITS, names.of(flight), "timeout").record(waited);
    }

    @Override
    public void onFlightSucceeded(String flight) {
        became(flight, "succeeded");
    }

    @Override
    public void onFlightCancelled(String flight) {
        became(flight, "cancelled");
    }

    @Override
    public void onFlightUnshared(String flight, String reason) {
        book.counter(FlightMeter.UNSHARED, names.of(flight), reason).increment();
    }

    @Override
    public void onFlightStoreFailure(String flight, String operation, Throwable failure) {
        book.counter(FlightMeter.FAILURES, names.of(flight)).increment();
    }

    private void became(String flight, String outcome) {
        book.counter(FlightMeter.CALLS, names.of(flight), outcome).increment();
    }
}
