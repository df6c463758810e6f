package dev.cachekit.spring.actuate;

import dev.cachekit.lock.LockViews;
import dev.cachekit.operation.Sourced;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows the locks of this process: how long calls wait for each and for how long it is taken, where that was said, and what
 * happened to it since the start. Shows no keys and asks no store. Safe for use by many threads.
 */
@Endpoint(id = "cachekitlocks")
public final class LocksEndpoint {

    private final LockViews locks;
    private final LockCounts counts;

    /**
     * Makes the endpoint.
     *
     * @param locks the locks
     * @param counts what happened to them
     */
    public LocksEndpoint(LockViews locks, LockCounts counts) {
        this.locks = locks;
        this.counts = counts;
    }

    /**
     * Shows the locks that somebody has asked for: those of annotations and the first others by name, the rest together.
     *
     * @return by name
     */
    @ReadOperation
    public Map<String, Object> locks() {
        Set<String> names = new TreeSet<>(locks.names());
        names.addAll(counts.names());
        Map<String, Object> shown = new LinkedHashMap<>();
        names.forEach(name -> shown.put(name, shown(name)));
        return Map.of("locks", shown);
    }

    /**
     * Shows one lock.
     *
     * @param name its name
     * @return null if nobody has asked for it
     */
    @ReadOperation
    public @Nullable Map<String, Object> lock(@Selector String name) {
        return locks.isUsed(name) || counts.has(name) ? shown(name) : null;
    }

    private Map<String, Object> shown(String name) {
        Map<String, Object> shown = new LinkedHashMap<>();
        Sourced<?> maxWait = locks.maxWait(name);
        shown.put("maxWait", Map.of("value", maxWait.value().toString(), "source", maxWait.source()));
        var lease = locks.lease(name);
        String time = lease.value().map(Object::toString).orElse("renewed");
        shown.put("lease", Map.of("value", time, "source", lease.source()));
        shown.put("counts", counts.figures(name));
        return shown;
    }
}
