package dev.cachekit.spring.autoconfigure;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Below {@code cachekit.single-flight}.
 *
 * @param sharedExceptions Class names of exceptions that are rebuilt from what another process tells. Each needs a public
 *     constructor that takes the message. Any other exception arrives as RemoteLoadException. Default: none.
 * @param maxWait How long a caller waits for the call of another if nothing else is said.
 * @param flights Settings of single flights, by the name of the flight. They count before what an annotation says. Default: none.
 */
record SingleFlightProperties(
        @DefaultValue List<String> sharedExceptions,
        @DefaultValue("10s") String maxWait,
        @DefaultValue Map<String, FlightProperties> flights) {

    /**
     * One flight.
     *
     * @param maxWait How long a caller waits for the call of another.
     */
    record FlightProperties(@Nullable String maxWait) {}
}
