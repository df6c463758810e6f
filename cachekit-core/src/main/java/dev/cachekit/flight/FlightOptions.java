package dev.cachekit.flight;

import dev.cachekit.operation.SingleFlightOperation;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is configured for single flights. Immutable.
 *
 * @param exceptions which exceptions are rebuilt from what other processes tell
 * @param maxWait how long a caller waits for another's call if nothing else is said, not negative
 * @param maxWaits the same for single flights, by their names; it counts before what an annotation says
 */
public record FlightOptions(SharedExceptions exceptions, Duration maxWait, Map<String, Duration> maxWaits) {

    /** Nothing is configured. */
    public static final FlightOptions DEFAULT =
            new FlightOptions(SharedExceptions.NONE, SingleFlightOperation.DEFAULT_MAX_WAIT, Map.of());

    /** Keeps a copy. */
    public FlightOptions {
        maxWaits = Map.copyOf(maxWaits);
    }

    /**
     * Returns how long the callers of a flight wait.
     *
     * @param flight the flight's name
     * @param declared what its annotation says; null if that is nothing
     * @return the longest wait
     */
    public Duration maxWait(String flight, @Nullable Duration declared) {
        return maxWaits.getOrDefault(flight, declared == null ? maxWait : declared);
    }
}
