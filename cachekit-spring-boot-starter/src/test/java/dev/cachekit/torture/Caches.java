package dev.cachekit.torture;

import dev.cachekit.torture.history.CacheRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The caches of all runs, with what is promised of them. */
final class Caches {

    /** What the docs promise of processes that did not make the change. */
    private static final Duration NEAR_BOUND = Duration.ofSeconds(3);

    private Caches() {}

    static Map<String, CacheRule> rules() {
        Map<String, CacheRule> rules = new TreeMap<>();
        List.of("plain", "transacted", "linear", "swept", "globbed", "reloaded")
                .forEach(cache -> rules.put(cache, CacheRule.exact()));
        List.of("fenced", "versioned").forEach(cache -> rules.put(cache, CacheRule.exactWithFences()));
        List.of("near", "near-transacted", "tagged").forEach(cache -> rules.put(cache, CacheRule.within(NEAR_BOUND)));
        rules.put("two-phase", CacheRule.fromCommit());
        rules.put("near-two-phase", CacheRule.fromCommitWithin(NEAR_BOUND));
        return rules;
    }

    static List<String> settings() {
        return List.of(
                "cachekit.caches.linear.consistency=linear",
                "cachekit.caches.near.near.enabled=true",
                "cachekit.caches.near-transacted.near.enabled=true",
                "cachekit.caches.near-two-phase.near.enabled=true",
                "cachekit.caches.tagged.near.enabled=true",
                "cachekit.caches.reloaded.ttl=2s",
                "cachekit.caches.reloaded.stale-while-revalidate=20s",
                "cachekit.caches.reloaded.refresh-ahead=0.7",
                "cachekit.defaults.lease=2s");
    }
}
