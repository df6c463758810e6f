package dev.cachekit.event;

import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.FlightListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what keeps flights from being shared, once per flight as a warning and from then on at debug; that the store does not
 * answer, until it is well again. Names no key and no value.
 */
final class FlightLog implements FlightListener, CacheListener {

    private static final Logger log = LoggerFactory.getLogger("dev.cachekit");

    private final BoundedNames names = new BoundedNames();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final SilenceLog silence = new SilenceLog("There is one call per process meanwhile");

    @Override
    public boolean hearsHits() {
        return false;
    }

    @Override
    public void onFlightUnshared(String flight, String reason) {
        if (warned.add(names.of(flight))) {
            log.atWarn()
                    .addKeyValue("flight", flight)
                    .addKeyValue("reason", reason)
                    .log(
                            "Single flight {}: an outcome was not shared between processes ({}), so each makes the call"
                                    + " once. Give the type of the value with the call, one that can be written as JSON;"
                                    + " more of this at debug.",
                            flight,
                            reason);
        } else {
            log.debug("Single flight {}: an outcome was not shared ({})", flight, reason);
        }
    }

    @Override
    public void onFlightStoreFailure(String flight, String operation, Throwable failure) {
        silence.tell(
                flight, new Trouble("flight", flight, operation, operation + " of single flight " + flight), failure);
    }

    @Override
    public void onBreaker(String primary, BreakerState state) {
        if (state == BreakerState.CLOSED) {
            silence.over();
        }
    }
}
