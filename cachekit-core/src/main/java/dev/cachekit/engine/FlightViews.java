package dev.cachekit.engine;

import dev.cachekit.SingleFlight;
import dev.cachekit.annotation.FlightScope;
import dev.cachekit.call.Caller;
import dev.cachekit.flight.FlightTerms;
import dev.cachekit.flight.FlightValues;
import dev.cachekit.flight.SingleFlights;

/** Makes the views of single flights that users hold. */
record FlightViews(SingleFlights flights, FlightBook book, Caller continued) {

    SingleFlight view(String name) {
        terms(name, book.undeclared()); // a name that is none is refused here, not at the first call
        return new SingleFlightView(
                new NamedFlight(this, name, Caller.BLOCKING), new NamedFlight(this, name, continued));
    }

    FlightTerms terms(String name, FlightValues values) {
        return book.terms(name, FlightScope.CLUSTER, null, values);
    }
}
