package dev.cachekit.spring.actuate;

import dev.cachekit.spi.BreakerState;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;

/**
 * What operators see of an outage that the application lives through. Safe for use by many threads.
 *
 * @param breakers gives the state of the breaker of each primary
 * @param pending gives the number of removals that the store has not acknowledged
 */
public record RecoveryDetails(Supplier<Map<String, BreakerState>> breakers, IntSupplier pending) {

    /** Nothing to see. */
    public static final RecoveryDetails NONE = new RecoveryDetails(Map::of, () -> 0);

    void addTo(Health.Builder health) {
        Map<String, String> states = new TreeMap<>();
        breakers.get().forEach((primary, state) -> states.put(primary, state.name()));
        if (!states.isEmpty()) {
            health.withDetail("circuitBreakers", states);
            health.withDetail("pendingRemovals", pending.getAsInt());
            if (isAnyOpen(states)) {
                health.withDetail("degraded", true);
            }
        }
    }

    /** A primary that is back is left alone until the next beat. */
    private static boolean isAnyOpen(Map<String, String> states) {
        return states.values().stream().anyMatch(state -> !state.equals(BreakerState.CLOSED.name()));
    }
}
