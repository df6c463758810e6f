package dev.cachekit.sample.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cachekit.BackendUnavailableException;
import dev.cachekit.CacheAdmin;
import dev.cachekit.MemoryUse;
import dev.cachekit.ServerInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person wants to know of the application's health; what an orchestrator asks is {@code /actuator/health}. */
@RestController
class HealthController {

    private static final String IN_PROCESS = "in-process";

    private final CacheAdmin store;
    private final Clock clock;
    private final CacheSwitch cache;

    HealthController(CacheAdmin store, Clock clock, CacheSwitch cache) {
        this.store = store;
        this.clock = clock;
        this.cache = cache;
    }

    /**
     * @param status {@code healthy}, or {@code degraded} while Redis is away: the application answers all the same
     * @param redis what is known of Redis
     * @param memory bytes in use, by Redis where there is one and by this process; which Redis it is and how it is set up is
     *     told to the administrator only
     */
    record Deep(String status, Map<String, Object> redis, Map<String, Object> memory, Instant timestamp) {}

    record Short(
            String status,
            String message,
            Instant timestamp,
            @JsonProperty("redis_available") boolean redisAvailable,
            @JsonProperty("cache_enabled") boolean cacheEnabled) {}

    @GetMapping("/health/deep")
    Deep deep(HttpServletRequest request) {
        Map<String, Object> redis = new TreeMap<>();
        Map<String, Object> memory = new TreeMap<>();
        Runtime process = Runtime.getRuntime();
        memory.put("process_used_bytes", process.totalMemory() - process.freeMemory());
        boolean admin = request.isUserInRole("ADMIN");
        if (admin) {
            memory.put("process_max_bytes", process.maxMemory());
        }
        boolean healthy = look(redis, memory, admin);
        return new Deep(healthy ? "healthy" : "degraded", redis, memory, clock.instant());
    }

    private boolean look(Map<String, Object> redis, Map<String, Object> memory, boolean admin) {
        try {
            ServerInfo server = store.serverInfo();
            redis.put("mode", server.mode());
            redis.put("available", !server.mode().equals(IN_PROCESS));
            redis.put("ping_millis", store.ping().toMillis());
            if (!server.mode().equals(IN_PROCESS)) {
                MemoryUse use = store.memory();
                memory.put("redis_used_bytes", use.usedBytes());
                if (admin) {
                    details(redis, memory, server, use);
                }
            }
            return true;
        } catch (BackendUnavailableException away) {
            redis.put("available", false);
            return false;
        }
    }

    private static void details(
            Map<String, Object> redis, Map<String, Object> memory, ServerInfo server, MemoryUse use) {
        redis.put("version", server.version());
        redis.put("clients", server.clients());
        use.maxBytes().ifPresent(max -> memory.put("redis_max_bytes", max));
        memory.put("redis_eviction_policy", use.evictionPolicy());
    }

    @GetMapping("/api/v1/health")
    Short brief() {
        try {
            store.ping();
            boolean redis = !store.serverInfo().mode().equals(IN_PROCESS);
            return answer("healthy", redis ? "All is well." : "All is well, within one process.", redis);
        } catch (BackendUnavailableException away) {
            return answer("degraded", "Redis does not answer. Everything is read from the database.", false);
        }
    }

    private Short answer(String status, String message, boolean redisAvailable) {
        return new Short(status, message, clock.instant(), redisAvailable, cache.isOn());
    }
}
