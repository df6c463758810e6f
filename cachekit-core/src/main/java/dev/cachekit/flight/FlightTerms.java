package dev.cachekit.flight;

import dev.cachekit.annotation.FlightScope;
import dev.cachekit.spi.FlightKey;
import java.time.Duration;

/**
 * What is agreed for all calls of one flight. Immutable.
 *
 * @param name the flight's name, for people
 * @param escaped the same for keys
 * @param scope how far it reaches
 * @param maxWait how long a caller waits for another's call, not negative
 * @param values takes its values to other processes
 */
public record FlightTerms(String name, String escaped, FlightScope scope, Duration maxWait, FlightValues values) {

    /**
     * Returns what the calls with one key share.
     *
     * @param keyText the escaped text of the user's key
     * @return the key
     */
    public FlightKey key(String keyText) {
        return new FlightKey(escaped, keyText);
    }

    /**
     * Returns these terms for calls of another type.
     *
     * @param others takes their values to other processes
     * @return the new terms
     */
    public FlightTerms sharing(FlightValues others) {
        return new FlightTerms(name, escaped, scope, maxWait, others);
    }
}
