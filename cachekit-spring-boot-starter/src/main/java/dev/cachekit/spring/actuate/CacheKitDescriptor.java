package dev.cachekit.spring.actuate;

import dev.cachekit.CacheStats;
import dev.cachekit.Expiry;
import dev.cachekit.Explanation;
import dev.cachekit.Explanation.Tier;
import dev.cachekit.cache.RemovalHistory;
import dev.cachekit.spring.aop.annotated.AppliedRule;
import dev.cachekit.spring.aop.finding.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint {@code cachekit} shows of an application.
 *
 * @param backend where entries are kept
 * @param caches the caches by name
 * @param limiters the rate limiters of annotated methods by name
 * @param locks the locks of annotated methods by name
 * @param flights the single flights of annotated methods by name
 * @param rules the rules of the configuration with the methods that each matches
 * @param findings what the start found
 */
public record CacheKitDescriptor(
        String backend,
        Map<String, SubjectDescriptor> caches,
        Map<String, SubjectDescriptor> limiters,
        Map<String, SubjectDescriptor> locks,
        Map<String, SubjectDescriptor> flights,
        List<AppliedRule> rules,
        List<FindingDescriptor> findings)
        implements OperationResponseBody {

    /**
     * A cache, limiter, lock or flight.
     *
     * @param settings the settings in force by name
     * @param usedBy where it was asked for: annotations and rules, with their methods
     */
    public record SubjectDescriptor(Map<String, SettingDescriptor> settings, List<String> usedBy) {}

    /**
     * A setting.
     *
     * @param value its value as text
     * @param source where it came from
     */
    public record SettingDescriptor(String value, String source) {}

    /**
     * Something to look at.
     *
     * @param kind what it is about, in kebab case
     * @param severity warning or notice
     * @param where its place
     * @param text the rule, what was found, and the remedy
     */
    public record FindingDescriptor(String kind, String severity, String where, String text) {

        static FindingDescriptor of(Finding finding) {
            String kind = finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            String severity = finding.kind().isNotice() ? "notice" : "warning";
            return new FindingDescriptor(kind, severity, finding.where(), finding.text());
        }
    }

    /**
     * One cache.
     *
     * @param cache its name
     * @param type the type of its values
     * @param settings the settings in force by name
     * @param usedBy where it was asked for
     * @param nearSize roughly how many values are kept in this process
     * @param stats what was counted in this process since its start
     * @param recentRemovals what was removed or overwritten of late, the latest first
     */
    public record CacheDescriptor(
            String cache,
            String type,
            Map<String, SettingDescriptor> settings,
            List<String> usedBy,
            long nearSize,
            Map<String, Number> stats,
            List<RecentRemovalDescriptor> recentRemovals)
            implements OperationResponseBody {

        static Map<String, Number> figures(CacheStats stats) {
            Map<String, Number> figures = new LinkedHashMap<>();
            figures.put("hits", stats.hits());
            figures.put("nearHits", stats.nearHits());
            figures.put("misses", stats.misses());
            figures.put("hitRatio", stats.hitRatio());
            figures.put("loads", stats.loads());
            figures.put("loadFailures", stats.loadFailures());
            figures.put("totalLoadMillis", stats.totalLoadTime().toMillis());
            figures.put("waits", stats.waits());
            figures.put("fillsRefused", stats.fillsRefused());
            figures.put("puts", stats.puts());
            figures.put("invalidations", stats.invalidations());
            figures.put("corrupt", stats.corrupt());
            return figures;
        }
    }

    /**
     * A removal that this process heard of.
     *
     * @param key the key, or its pattern; null if it was no single key
     * @param what what was removed or overwritten: key, tag or cache
     * @param at when this process heard of it
     * @param by the process that did it
     * @param here whether that is this process
     */
    public record RecentRemovalDescriptor(@Nullable String key, String what, String at, String by, boolean here) {

        static RecentRemovalDescriptor of(RemovalHistory.Recent recent, KeyDisplay keys) {
            Explanation.Removal removal = recent.removal();
            return of(removal, keys.of(recent.key()), keys.removed(removal.what()));
        }

        static RecentRemovalDescriptor of(Explanation.Removal removal, @Nullable String key, String what) {
            return new RecentRemovalDescriptor(key, what, removal.at().toString(), removal.by(), removal.here());
        }
    }

    /**
     * What the store holds under a key.
     *
     * @param cache the cache's name
     * @param key the text of the key
     * @param redisKey the full name of the key in Redis
     * @param state what was found
     * @param tier what would answer a read: near, the name of the backend, or none
     * @param reason why, as one of a fixed list of words in kebab case
     * @param age the time since the value was loaded; null if there is none
     * @param ttl when it leaves the store: a duration, never, or absent
     * @param softExpiry when it stops being fresh: a duration, never, or absent
     * @param nearTtl when this process gives up what it keeps of it, at the latest: a duration, or absent
     * @param token the load or write that made it; null if there is none
     * @param tags its tags
     * @param payloadBytes the size of the stored value
     * @param wouldBeServed whether a read would be answered from it
     * @param why the reason, for a person
     * @param lastRemoval the last removal that covered the key; null if this process heard of none
     */
    public record EntryDescriptor(
            String cache,
            String key,
            String redisKey,
            String state,
            String tier,
            String reason,
            @Nullable String age,
            String ttl,
            String softExpiry,
            String nearTtl,
            @Nullable String token,
            List<String> tags,
            long payloadBytes,
            boolean wouldBeServed,
            String why,
            @Nullable RecentRemovalDescriptor lastRemoval)
            implements OperationResponseBody {

        static EntryDescriptor of(Explanation found, String backend) {
            Explanation.Removal last = found.lastRemoval();
            return new EntryDescriptor(
                    found.cache(),
                    found.keyText(),
                    found.redisKey(),
                    word(found.state()),
                    found.tier() == Tier.STORE ? backend : word(found.tier()),
                    word(found.reason()),
                    found.age() == null ? null : found.age().toString(),
                    text(found.ttl()),
                    text(found.softExpiry()),
                    text(found.nearTtl()),
                    found.token(),
                    found.tags(),
                    found.payloadBytes(),
                    found.wouldBeServed(),
                    found.why(),
                    last == null ? null : RecentRemovalDescriptor.of(last, found.keyText(), last.what()));
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static String text(Expiry ttl) {
            if (ttl instanceof Expiry.In in) {
                return in.remaining().toString();
            }
            return ttl instanceof Expiry.Never ? "never" : "absent";
        }
    }

    /**
     * A key that was removed.
     *
     * @param cache the cache's name
     * @param key the text of the key
     * @param acknowledged false if the store is away and the removal is queued
     */
    public record RemovalDescriptor(String cache, String key, boolean acknowledged) implements OperationResponseBody {}

    /**
     * What was done to a cache.
     *
     * @param cache the cache's name
     * @param action what was asked for
     * @param acknowledged false if the store is away and a removal is queued
     */
    public record ActionDescriptor(String cache, String action, boolean acknowledged)
            implements OperationResponseBody {}
}
