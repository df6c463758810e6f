package dev.cachekit.spring.aop.plan;

import dev.cachekit.spring.aop.plan.CacheUse.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of tags of one cache that can have no effect. The API can give tags, too, so none of it is an error.
 *
 * @param cache the cache
 * @param tagged what fills it with tags
 * @param tagging whether a method may give tags by itself
 * @param untagged what fills it without
 * @param removals what removes by tag
 */
record TagAudit(
        String cache, List<CacheUse> tagged, boolean tagging, List<CacheUse> untagged, List<CacheUse> removals) {

    private static final Logger log = LoggerFactory.getLogger(TagAudit.class);

    static TagAudit of(String cache, List<CacheUse> uses) {
        List<CacheUse> fills = uses.stream().filter(use -> !use.is(Kind.REMOVE)).toList();
        return new TagAudit(
                cache,
                fills.stream().filter(CacheUse::tagged).toList(),
                fills.stream().anyMatch(CacheUse::mayTag),
                fills.stream().filter(use -> !use.tagged() && !use.mayTag()).toList(),
                uses.stream().filter(use -> use.is(Kind.REMOVE) && use.tagged()).toList());
    }

    /** In one line. */
    void warn() {
        if (!tagged.isEmpty() && !untagged.isEmpty()) {
            log.warn(
                    "Cache {}: all that fill a cache should give their values tags, or none, but {} does and {} does not,"
                            + " so a removal by tag passes over the values of the latter; give them tags, too",
                    cache,
                    places(tagged),
                    places(untagged));
        }
        if (tagged.isEmpty() && !tagging && !removals.isEmpty()) {
            log.warn(
                    "Cache {}: a tag that is invalidated should be given, but {} removes by tag and no annotated method"
                            + " gives its values any; set tags where the cache is filled, or remove by key",
                    cache,
                    places(removals));
        }
    }

    private static String places(List<CacheUse> uses) {
        return uses.stream().map(CacheUse::where).sorted().collect(Collectors.joining(" and "));
    }
}
