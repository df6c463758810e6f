package dev.cachekit.flight;

import dev.cachekit.spi.FlightListener;
import java.time.Duration;

/** Tells what happens in one flight. */
record Report(FlightListener listener, String flight) {

    void leads() {
        listener.onFlightLead(flight);
    }

    void shared(Duration waited) {
        listener.onFlightShared(flight, waited);
    }

    void timedOut(Duration waited) {
        listener.onFlightTimeout(flight, waited);
    }

    void succeeds() {
        listener.onFlightSucceeded(flight);
    }

    void cancelled() {
        listener.onFlightCancelled(flight);
    }

    void unshared(String reason) {
        listener.onFlightUnshared(flight, reason);
    }

    void storeFailed(String operation, Throwable failure) {
        listener.onFlightStoreFailure(flight, operation, failure);
    }
}
