package dev.cachekit.spring.actuate;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.BreakerState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows the store: Redis with its version, memory and policy, or that it is away; and counts entries by cache in the background.
 * Shows no address and no key. Safe for use by many threads.
 */
@Endpoint(id = "cachekitstore")
public final class StoreEndpoint {

    private static final String KEYS = "keys";

    private final CacheKitEngine engine;
    private final AtomicReference<Map<String, Object>> counted = new AtomicReference<>(Map.of("state", "never"));

    /**
     * Makes the endpoint.
     *
     * @param engine knows the store
     */
    public StoreEndpoint(CacheKitEngine engine) {
        this.engine = engine;
    }

    /**
     * Asks the store how it is. Blocks within three times the deadline.
     *
     * @return what it tells; {@code reachable: false} if it does not answer
     */
    @ReadOperation
    public Map<String, Object> store() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("backend", engine.backend().name());
        try {
            shown.putAll(asked());
        } catch (BackendUnavailableException away) {
            shown.put("reachable", false);
        }
        Map<String, String> breakers = new TreeMap<>();
        Map<String, BreakerState> states = engine.breakers();
        states.forEach((primary, state) -> breakers.put(primary, state.name()));
        shown.put("circuitBreakers", breakers);
        shown.put("pendingRemovals", engine.strategies().invalidator().pendingCount());
        return shown;
    }

    private Map<String, Object> asked() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("pingMillis", engine.admin().ping().toNanos() / 1_000 / 1_000.0);
        told.putAll(ServerDetails.of(engine.admin().report()));
        told.put("keyCount", engine.admin().keyCount());
        told.put("reachable", true);
        return told;
    }

    /**
     * Shows the last count of entries by cache.
     *
     * @param what {@code keys}
     * @return state, time and counts; null for anything else
     */
    @ReadOperation
    public @Nullable Map<String, Object> keys(@Selector String what) {
        return what.equals(KEYS) ? counted.get() : null;
    }

    /**
     * Begins to count the entries by cache, unless that is under way. Returns at once.
     *
     * @param what {@code keys}
     * @return what {@link #keys} shows now; null for anything else
     */
    @WriteOperation
    public @Nullable Map<String, Object> count(@Selector String what) {
        if (!what.equals(KEYS)) {
            return null;
        }
        counted.set(Map.of("state", "counting"));
        engine.admin()
                .countByCache()
                .whenComplete((counts, failure) -> counted.set(
                        counts == null
                                ? Map.of("state", "failed", "at", Instant.now().toString())
                                : Map.of("state", "counted", "at", Instant.now().toString(), "byCache", counts)));
        return counted.get();
    }
}
