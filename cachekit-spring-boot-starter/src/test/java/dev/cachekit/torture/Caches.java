package dev.cachekit.torture;

import dev.cachekit.torture.history.CacheRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The caches of all runs, with what is promised of them. */
final class Caches {

    private Caches() {}

    static Map<String, CacheRule> rules() {
        Map<String, CacheRule> rules = new TreeMap<>();
        List.of("plain", "transacted", "linear", "fenced", "versioned", "swept", "globbed")
                .forEach(cache -> rules.put(cache, CacheRule.exact()));
        rules.put("two-phase", CacheRule.fromCommit());
        return rules;
    }

    static List<String> settings() {
        return List.of("cachekit.caches.linear.consistency=linear", "cachekit.defaults.lease=2s");
    }
}
