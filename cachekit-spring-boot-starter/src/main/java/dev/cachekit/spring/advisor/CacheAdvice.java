package dev.cachekit.spring.advisor;

import dev.cachekit.operation.CacheSettings;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks at single caches. Stateless. */
public final class CacheAdvice {

    private CacheAdvice() {}

    /**
     * Looks at the settings of a cache.
     *
     * @param cache its name
     * @param settings the settings in force
     * @return what to look at, if anything
     */
    public static Optional<Finding> ofLifetime(String cache, CacheSettings settings) {
        return settings.ttl().isForever()
                ? Optional.of(new Finding(
                        FindingKind.NO_EXPIRY,
                        "Cache " + cache,
                        "a cache should have a ttl, but its values live for ever: a volatile-* policy cannot evict them, and"
                                + " what is never removed is never fresh again; set a ttl; see docs/choosing-ttls.md"))
                : Optional.empty();
    }

    /**
     * Tells of a load that took longer than its lease.
     *
     * @param cache the cache's name
     * @param lease its lease
     * @return what to look at
     */
    public static Finding ofSlowLoads(String cache, Duration lease) {
        return new Finding(
                FindingKind.LOADS_OUTLAST_LEASE,
                "Cache " + cache,
                "loads should end within the lease, but one took longer than " + lease
                        + ": if its process stands still meanwhile, another loads as well; set a longer lease; see"
                        + " docs/configuration.md#caches");
    }

    /**
     * Tells of values that come back otherwise than they were stored.
     *
     * @param cache the cache's name
     * @param type the declared type of its values
     * @param problem what is wrong
     * @return what to look at
     */
    public static Finding ofRoundTrip(String cache, String type, String problem) {
        return new Finding(
                FindingKind.VALUE_CHANGED,
                "Cache " + cache,
                "a value should come back from the cache as it was stored, but a sample of " + type + " does not: "
                        + problem
                        + "; make what is written readable, or leave it out of both; see docs/stored-format.md");
    }

    /**
     * Tells of types of which nobody knows whether they come back.
     *
     * @param untried caches with their types
     * @return what to look at
     */
    public static Finding ofUntried(List<String> untried) {
        return new Finding(
                FindingKind.VALUES_NOT_TRIED,
                "Caches",
                "whether a value comes back as it was stored was not tried of " + String.join(", ", untried)
                        + ": no sample could be made of the type; try one in a test; see docs/stored-format.md");
    }
}
