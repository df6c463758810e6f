package dev.cachekit.flight;

import dev.cachekit.SingleFlight;
import dev.cachekit.annotation.FlightScope;
import dev.cachekit.call.Caller;
import dev.cachekit.key.KeyText;

/**
 * Makes the views of single flights that users hold. Safe for use by many threads.
 *
 * @param flights makes one call out of many
 * @param book what is agreed for the calls
 * @param continued how asynchronous callers go on
 */
public record FlightViews(SingleFlights flights, FlightBook book, Caller continued) {

    /**
     * Makes a view.
     *
     * @param name the flight's name
     * @return its view, blocking and asynchronous
     */
    public SingleFlight view(String name) {
        FlightTerms terms = book.terms(name, FlightScope.CLUSTER, null, book.undeclared());
        KeyText texts = KeyText.at("single flight " + name);
        return new SingleFlightView(
                new NamedFlight(this, terms, texts, Caller.BLOCKING), new NamedFlight(this, terms, texts, continued));
    }
}
