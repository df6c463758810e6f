package dev.cachekit.spring.advisor;

import dev.cachekit.MemoryUse;
import dev.cachekit.spi.StoreReport;
import dev.cachekit.spi.StoreReport.Replication;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares how Redis is run with what CacheKit needs of it. Stateless. */
public final class StoreAdvice {

    private static final String PLACE = "Redis";
    private static final String PAGE = "; see docs/production-redis.md#";

    /** Ages and limits are by the clock of Redis; what is shown of them, and what stands in for it, by ours. */
    private static final Duration APART = Duration.ofSeconds(1);

    private StoreAdvice() {}

    /**
     * Looks at a report.
     *
     * @param report what Redis tells of itself
     * @return what to look at, possibly nothing
     */
    public static List<Finding> of(StoreReport report) {
        List<Finding> found = new ArrayList<>();
        ofMemory(report.memory(), found);
        ofReplication(report.replication(), found);
        ofClock(report.clockAhead(), found);
        return found;
    }

    private static void ofMemory(MemoryUse memory, List<Finding> found) {
        if (memory.maxBytes().isEmpty()) {
            found.add(new Finding(
                    FindingKind.NO_MEMORY_LIMIT,
                    PLACE,
                    "maxmemory should be set, but is 0, so Redis grows until the machine has no memory left; set it, with a"
                            + " quarter of the machine left" + PAGE + "memory"));
        }
        String policy = memory.evictionPolicy();
        if (policy.contains("allkeys-")) {
            found.add(policy(policy, "so a full server also evicts counters, locks and limits"));
        } else if (policy.contains("noeviction") && memory.maxBytes().isPresent()) {
            found.add(policy(policy, "so a full server refuses values and the caches stop filling"));
        }
    }

    private static Finding policy(String policy, String effect) {
        return new Finding(
                FindingKind.EVICTION_POLICY,
                PLACE,
                "maxmemory-policy should be volatile-lru, volatile-lfu or volatile-ttl, but is " + policy + ", "
                        + effect + "; set one of these" + PAGE + "memory");
    }

    private static void ofReplication(@Nullable Replication replication, List<Finding> found) {
        if (replication == null || replication.required()) {
            return;
        }
        String state = replication.replicas() == 0
                ? "a primary has no replica, so its loss is an outage"
                : "it is 0, so a primary that is cut off goes on acknowledging removals that are lost with it";
        found.add(new Finding(
                FindingKind.UNPROTECTED_WRITES,
                PLACE,
                "min-replicas-to-write should be 1 or more, but " + state
                        + "; add replicas and set it if old values after a failover hurt" + PAGE + "replication"));
    }

    private static void ofClock(@Nullable Duration ahead, List<Finding> found) {
        if (ahead != null && ahead.abs().compareTo(APART) > 0) {
            found.add(new Finding(
                    FindingKind.CLOCKS_APART,
                    PLACE,
                    "its clock and that of this machine should agree within a second, but are "
                            + ahead.abs().toSeconds() + " s apart; run a time service on both" + PAGE + "clocks"));
        }
    }
}
