package dev.cachekit.flight;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.FlightScope;
import dev.cachekit.key.KeyText;
import dev.cachekit.spi.Codec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What is agreed for the calls of single flights, out of what is declared and configured. Safe for use by many threads. */
public final class FlightBook {

    private final Codec codec;
    private final FlightOptions options;
    private final FlightValues undeclared;
    private final ConcurrentMap<Type, FlightValues> values = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Claim> claims = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    private record Claim(String type, String where) {}

    /**
     * Begins with what is said for all flights.
     *
     * @param codec makes the codecs of outcomes
     * @param options what holds for all
     */
    public FlightBook(Codec codec, FlightOptions options) {
        this.codec = codec;
        this.options = options;
        this.undeclared = FlightValues.undeclared(codec);
    }

    /**
     * Makes the terms of a flight.
     *
     * @param name its name
     * @param scope how far it reaches
     * @param declared how long to wait, by its annotation; null if that says nothing
     * @param values takes its values to other processes
     * @return the terms
     * @throws InvalidConfigurationException if the name is blank
     */
    public FlightTerms terms(String name, FlightScope scope, @Nullable Duration declared, FlightValues values) {
        if (name.isBlank()) {
            throw new InvalidConfigurationException(
                    "a single flight", "'" + name + "'", "the name of a flight must not be blank", "give it a name");
        }
        if (options.maxWaits().containsKey(name)) {
            used.add(name);
        }
        String escaped = KeyText.at("single flight " + name).of(name);
        return new FlightTerms(name, escaped, scope, options.maxWait(name, declared), values);
    }

    /**
     * Agrees on the type of a flight's results, as whoever joins a call takes its result for one of its own.
     *
     * @param name the flight's name
     * @param type the full name of the type
     * @param where who asks for it, for messages
     * @throws InvalidConfigurationException if the name has another type already
     */
    public void claim(String name, String type, String where) {
        Claim known = claims.get(name);
        Claim first = known != null ? known : claims.putIfAbsent(name, new Claim(type, where));
        if (first != null && !first.type().equals(type)) {
            throw new InvalidConfigurationException(
                    where,
                    type,
                    "all calls of single flight '" + name + "' must have one type, and " + first.where() + " has "
                            + first.type(),
                    "give the calls of each type a name of their own");
        }
    }

    /**
     * Returns what takes values of a type to other processes.
     *
     * @param type the declared type
     * @return the values
     * @throws dev.cachekit.CacheKitException if values of the type cannot be read back as declared
     */
    public FlightValues values(Type type) {
        return values.computeIfAbsent(type, same -> FlightValues.of(codec, same));
    }

    /**
     * Tells whether anybody has asked for a flight that is configured.
     *
     * @param name its name
     * @return true if so
     */
    public boolean isUsed(String name) {
        return used.contains(name);
    }

    /** Values of a type that nobody has declared. */
    FlightValues undeclared() {
        return undeclared;
    }
}
