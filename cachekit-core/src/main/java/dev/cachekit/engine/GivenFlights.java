package dev.cachekit.engine;

import dev.cachekit.call.Caller;
import dev.cachekit.flight.FlightBook;
import dev.cachekit.flight.FlightNetwork;
import dev.cachekit.flight.FlightOptions;
import dev.cachekit.flight.FlightPorts;
import dev.cachekit.flight.FlightViews;
import dev.cachekit.flight.SingleFlights;
import dev.cachekit.key.Tokens;
import dev.cachekit.spi.Codec;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a builder is told of single flights. For use by one thread until the CacheKit is built. */
final class GivenFlights {

    private FlightOptions options = FlightOptions.DEFAULT;

    void options(FlightOptions given) {
        options = given;
    }

    FlightViews views(Coordination.Parts parts, Codec codec, Executor encoders) {
        FlightPorts ports = new FlightPorts(
                parts.ground().time(),
                parts.deadline(),
                encoders,
                options.exceptions(),
                parts.events().flights());
        return new FlightViews(
                new SingleFlights(ports, network(parts, ports)),
                new FlightBook(codec, options),
                Caller.continuedOn(parts.callbacks()));
    }

    /** What stays in this process needs no store. */
    private static @Nullable FlightNetwork network(Coordination.Parts parts, FlightPorts ports) {
        return parts.ground().store().isShared()
                ? new FlightNetwork(parts.ground().store().flights(), parts.guard(), new Tokens()::next, ports)
                : null;
    }
}
