package dev.cachekit.flight;

import dev.cachekit.annotation.FlightScope;
import dev.cachekit.call.Caller;
import dev.cachekit.spi.FlightKey;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call out of concurrent calls with one key. Nothing is kept afterwards. Safe for use by many threads.
 *
 * <p>A call is joined only while it runs, by the rules of its scope: in the cluster a caller that finds its process waiting
 * for another one first asks the store whether that call still runs. The callers of one process get the very same object.
 */
public final class SingleFlights {

    private final FlightPorts ports;
    private final @Nullable FlightNetwork network;
    private final ConcurrentMap<FlightKey, LocalFlight> underWay;

    /**
     * Makes single flights.
     *
     * @param ports what they work with
     * @param network the way to other processes; null if there are none: then every flight is of this process
     */
    public SingleFlights(FlightPorts ports, @Nullable FlightNetwork network) {
        this(ports, network, new ConcurrentHashMap<>());
    }

    SingleFlights(FlightPorts ports, @Nullable FlightNetwork network, ConcurrentMap<FlightKey, LocalFlight> underWay) {
        this.ports = ports;
        this.network = network;
        this.underWay = underWay;
    }

    /**
     * Makes a call, or joins the one under way.
     *
     * @param terms what is agreed for all calls of the flight
     * @param keyText the escaped text of the key
     * @param call begins the call; a failure is in the stage or thrown
     * @param caller how to wait
     * @param <T> the type of the result
     * @return the outcome, as a future that may be cancelled: the call itself is, once nobody in any process wants it; fails with
     *     {@link dev.cachekit.FlightTimeoutException} when the wait was too long, and with
     *     {@link dev.cachekit.WaitInterruptedException} if the thread that waits is interrupted
     */
    public <T extends @Nullable Object> CompletionStage<T> run(
            FlightTerms terms, String keyText, Supplier<CompletionStage<T>> call, Caller caller) {
        return new FlightRun<>(this, terms, terms.key(keyText), call, caller).begin();
    }

    FlightPorts ports() {
        return ports;
    }

    /**
     * A place in a flight.
     *
     * @param flight the flight
     * @param first whether the caller has begun it, so that it cannot have ended before
     */
    record Place(LocalFlight flight, boolean first) {}

    /** Joins the flight under way, or begins one. Null if this thread is within the call itself, and must not wait for it. */
    @Nullable
    Place join(FlightTerms terms, FlightKey key, Report report) {
        LocalFlight found = underWay.get(key);
        if (found != null && found.isInside(Thread.currentThread())) {
            return null;
        }
        @Nullable LocalFlight[] begun = new @Nullable LocalFlight[1];
        LocalFlight flight = underWay.compute(key, (same, current) -> {
            if (current != null && current.join()) {
                return current;
            }
            begun[0] = new LocalFlight(membership(terms, key, report), over -> underWay.remove(key, over));
            return begun[0];
        });
        if (flight == begun[0]) {
            flight.enter(); // not within the map's own step, for it calls back
        }
        return new Place(flight, flight == begun[0]);
    }

    private Membership membership(FlightTerms terms, FlightKey key, Report report) {
        return network == null || terms.scope() == FlightScope.LOCAL
                ? Membership.ALONE
                : new ClusterMembership(network, key, report);
    }
}
