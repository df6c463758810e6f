package dev.cachekit.operation;

import dev.cachekit.annotation.FlightScope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Make one call out of concurrent calls with one key.
 *
 * @param where where it was written
 * @param name the flight
 * @param key expression of the key; empty for the default key
 * @param scope this process or the cluster
 * @param maxWait how long to wait for the leading call, not negative; null if nothing is said
 */
public record SingleFlightOperation(
        String where,
        String name,
        String key,
        FlightScope scope,
        @Nullable Duration maxWait) implements Operation {

    /** How long a caller waits if nothing else is said. */
    public static final Duration DEFAULT_MAX_WAIT = Duration.ofSeconds(10);

    /** Checks the name. */
    public SingleFlightOperation {
        Checks.named(where, name);
    }
}
