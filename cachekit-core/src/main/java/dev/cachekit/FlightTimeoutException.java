package dev.cachekit;

import java.time.Duration;

/** The shared call of a {@link SingleFlight} did not end while this caller was willing to wait. The call goes on. */
public final class FlightTimeoutException extends WaitTimeoutException {

    private final String flight;

    /**
     * @param flight name of the flight
     * @param waited how long the caller waited
     */
    public FlightTimeoutException(String flight, Duration waited) {
        super("single flight '" + flight + "'", waited);
        this.flight = flight;
    }

    /** Name of the flight. */
    public String flight() {
        return flight;
    }
}
