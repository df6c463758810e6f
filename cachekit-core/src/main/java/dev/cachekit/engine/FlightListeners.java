package dev.cachekit.engine;

import dev.cachekit.spi.FlightListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners. One that throws harms neither the call nor the others. */
final class FlightListeners implements FlightListener {

    private static final Logger log = LoggerFactory.getLogger(FlightListeners.class);

    private final List<FlightListener> listeners;

    FlightListeners(List<FlightListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void onFlightLead(String flight) {
        tell(listener -> listener.onFlightLead(flight));
    }

    @Override
    public void onFlightShared(String flight, Duration waited) {
        tell(listener -> listener.onFlightShared(flight, waited));
    }

    @Override
    public void onFlightTimeout(String flight, Duration waited) {
        tell(listener -> listener.onFlightTimeout(flight, waited));
    }

    @Override
    public void onFlightSucceeded(String flight) {
        tell(listener -> listener.onFlightSucceeded(flight));
    }

    @Override
    public void onFlightCancelled(String flight) {
        tell(listener -> listener.onFlightCancelled(flight));
    }

    @Override
    public void onFlightUnshared(String flight, String reason) {
        tell(listener -> listener.onFlightUnshared(flight, reason));
    }

    @Override
    public void onFlightStoreFailure(String flight, String operation, Throwable failure) {
        tell(listener -> listener.onFlightStoreFailure(flight, operation, failure));
    }

    private void tell(Consumer<FlightListener> event) {
        for (FlightListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable failure) { // an Error, too, must not end what the call has begun
                log.debug("A flight listener failed", failure);
            }
        }
    }
}
