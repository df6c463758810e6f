package dev.cachekit.spring.aop.plan;

import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.aop.plan.CacheUse.Kind;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    private static final Pattern LITERAL = Pattern.compile("'[^']*'");

    static TagAudit of(String cache, List<CacheUse> uses) {
        List<CacheUse> fills = uses.stream().filter(use -> !use.is(Kind.REMOVE)).toList();
        return new TagAudit(
                cache,
                fills.stream().filter(CacheUse::tagged).toList(),
                fills.stream().anyMatch(CacheUse::mayTag),
                fills.stream().filter(use -> !use.tagged() && !use.mayTag()).toList(),
                uses.stream().filter(use -> use.is(Kind.REMOVE) && use.tagged()).toList());
    }

    void tell(Findings findings) {
        if (!tagged.isEmpty() && !untagged.isEmpty()) {
            findings.add(
                    found(
                            FindingKind.TAGS_ON_SOME,
                            "all that fill a cache should give their values tags, or none, but " + places(tagged)
                                    + " does and "
                                    + places(untagged)
                                    + " does not, so a removal by tag passes over the values of the latter; give them tags, too"));
        }
        if (!tagged.isEmpty() && !tagging) {
            removals.forEach(removal -> removal.tags().stream()
                    .filter(tag -> !isGiven(tag, tagged))
                    .forEach(tag -> findings.add(found(
                            FindingKind.TAG_GIVEN_NOWHERE,
                            "a tag that is invalidated should be given, but " + removal.where() + " removes by " + tag
                                    + " and " + places(tagged) + " gives others; use the same tag on both"))));
        }
        if (tagged.isEmpty() && !tagging && !removals.isEmpty()) {
            findings.add(found(
                    FindingKind.TAG_GIVEN_NOWHERE,
                    "a tag that is invalidated should be given, but " + places(removals)
                            + " removes by tag and no annotated method gives its values any; set tags where the cache is"
                            + " filled, or remove by key"));
        }
    }

    /** Only texts in quotes are certain; any other expression may yield the tag. */
    private static boolean isGiven(String tag, List<CacheUse> tagged) {
        return !LITERAL.matcher(tag).matches()
                || tagged.stream()
                        .flatMap(use -> use.tags().stream())
                        .anyMatch(given ->
                                given.equals(tag) || !LITERAL.matcher(given).matches());
    }

    private Finding found(FindingKind kind, String text) {
        return new Finding(kind, "Cache " + cache, text);
    }

    private static String places(List<CacheUse> uses) {
        return uses.stream().map(CacheUse::where).sorted().collect(Collectors.joining(" and "));
    }
}
