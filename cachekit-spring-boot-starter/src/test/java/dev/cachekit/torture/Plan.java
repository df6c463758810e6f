package dev.cachekit.torture;

import dev.cachekit.torture.history.CacheRule;
import dev.cachekit.torture.history.Promises;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run does.
 *
 * @param seed decides faults and calls
 * @param nodes how many application processes
 * @param faulty how long faults happen
 * @param pauseMicros the mean pause of a reading thread between two calls
 * @param caches which services run, with what is promised of their caches
 * @param settings Spring properties of the nodes
 * @param overrides directories in front of the nodes' class path
 * @param directory where histories and logs go
 */
record Plan(
        long seed,
        int nodes,
        Duration faulty,
        int pauseMicros,
        Map<String, CacheRule> caches,
        List<String> settings,
        List<Path> overrides,
        Path directory) {

    /** What the docs promise: how soon a failover and an outage are made good. */
    Promises promises() {
        return new Promises(caches, Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    /** All properties of a node that do not depend on the servers. */
    List<String> properties() {
        List<String> fixed = List.of(
                "spring.application.name=torture",
                "logging.level.root=warn",
                "torture.caches=" + String.join(",", caches.keySet()),
                "torture.pause-micros=" + pauseMicros);
        return Stream.concat(fixed.stream(), settings.stream()).toList();
    }
}
