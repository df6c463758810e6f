package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.flight.FlightOptions;
import dev.cachekit.flight.SharedExceptions;
import dev.cachekit.spring.aop.annotated.DurationText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the application brings for single flights. All is read at once, so a mistake stops the start.
 *
 * @param options what is configured
 */
record FlightParts(FlightOptions options) {

    private static final String PREFIX = "cachekit.single-flight";

    static FlightParts of(SingleFlightProperties properties, @Nullable ClassLoader loader) {
        FlightOptions options = new FlightOptions(
                SharedExceptions.named(PREFIX + ".shared-exceptions", properties.sharedExceptions(), loader),
                DurationText.duration(PREFIX + ".max-wait", "max-wait", properties.maxWait()),
                maxWaits(properties));
        return new FlightParts(options);
    }

    private static Map<String, Duration> maxWaits(SingleFlightProperties properties) {
        Map<String, Duration> maxWaits = new HashMap<>();
        properties.flights().forEach((name, flight) -> {
            if (flight.maxWait() != null) {
                String where = PREFIX + ".flights." + name + ".max-wait";
                maxWaits.put(name, DurationText.duration(where, "max-wait", flight.maxWait()));
            }
        });
        return maxWaits;
    }

    /** The flights that are configured. */
    Set<String> names() {
        return options.maxWaits().keySet();
    }

    CacheKitBuilder addTo(CacheKitBuilder builder) {
        return builder.flights(options);
    }
}
