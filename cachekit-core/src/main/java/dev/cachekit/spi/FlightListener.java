package dev.cachekit.spi;

import java.time.Duration;

/**
 * Is told what single flights do. Called on the caller's thread where there is one; must return at once and must not throw.
 * Implementations are safe for use by many threads. No method is told a key, a value or an outcome.
 */
public non-sealed interface FlightListener extends Listener {

    /** Listens to nothing. */
    FlightListener NONE = new FlightListener() {};

    /**
     * A caller makes the call, for itself and for all who join.
     *
     * @param flight the flight's name
     */
    default void onFlightLead(String flight) {}

    /**
     * A caller got the outcome of another's call.
     *
     * @param flight the flight's name
     * @param waited how long it waited
     */
    default void onFlightShared(String flight, Duration waited) {}

    /**
     * A caller was not willing to wait longer.
     *
     * @param flight the flight's name
     * @param waited how long it waited
     */
    default void onFlightTimeout(String flight, Duration waited) {}

    /**
     * This process succeeds a leader that died or gave up.
     *
     * @param flight the flight's name
     */
    default void onFlightSucceeded(String flight) {}

    /**
     * All who wanted the outcome of this process's call have left, and the call was cancelled.
     *
     * @param flight the flight's name
     */
    default void onFlightCancelled(String flight) {}

    /**
     * An outcome could not be taken from one process to another, so each makes the call itself.
     *
     * @param flight the flight's name
     * @param reason a short fixed word: {@code unwritable} here, {@code refused} by the leader, {@code unreadable} here
     */
    default void onFlightUnshared(String flight, String reason) {}

    /**
     * The store failed or did not answer in time.
     *
     * @param flight the flight's name
     * @param operation a short fixed word such as {@code enter}, {@code extend}, {@code finish}
     * @param failure what happened
     */
    default void onFlightStoreFailure(String flight, String operation, Throwable failure) {}
}
