package dev.cachekit.event;

import dev.cachekit.spi.FlightListener;
import java.time.Duration;
import java.util.List;

/** Tells several listeners. One that throws harms neither the call nor the others. */
final class FlightListeners implements FlightListener {

    private final Audience<FlightListener> audience;

    FlightListeners(List<FlightListener> listeners) {
        this.audience = new Audience<>(listeners);
    }

    @Override
    public void onFlightLead(String flight) {
        audience.tell(listener -> listener.onFlightLead(flight));
    }

    @Override
    public void onFlightShared(String flight, Duration waited) {
        audience.tell(listener -> listener.onFlightShared(flight, waited));
    }

    @Override
    public void onFlightTimeout(String flight, Duration waited) {
        audience.tell(listener -> listener.onFlightTimeout(flight, waited));
    }

    @Override
    public void onFlightSucceeded(String flight) {
        audience.tell(listener -> listener.onFlightSucceeded(flight));
    }

    @Override
    public void onFlightCancelled(String flight) {
        audience.tell(listener -> listener.onFlightCancelled(flight));
    }

    @Override
    public void onFlightUnshared(String flight, String reason) {
        audience.tell(listener -> listener.onFlightUnshared(flight, reason));
    }

    @Override
    public void onFlightStoreFailure(String flight, String operation, Throwable failure) {
        audience.tell(listener -> listener.onFlightStoreFailure(flight, operation, failure));
    }
}
