package dev.cachekit.engine;

import dev.cachekit.SingleFlight;
import dev.cachekit.annotation.FlightScope;
import dev.cachekit.call.Caller;
import dev.cachekit.flight.FlightTerms;
import dev.cachekit.flight.SingleFlights;
import dev.cachekit.key.KeyText;

/** Makes the views of single flights that users hold. */
record FlightViews(SingleFlights flights, FlightBook book, Caller continued) {

    SingleFlight view(String name) {
        FlightTerms terms = book.terms(name, FlightScope.CLUSTER, null, book.undeclared());
        KeyText texts = KeyText.at("single flight " + name);
        return new SingleFlightView(
                new NamedFlight(this, terms, texts, Caller.BLOCKING), new NamedFlight(this, terms, texts, continued));
    }
}
