package dev.cachekit.spring.aop.finding;

/**
 * One thing to look at.
 *
 * @param kind what it is about
 * @param where the place: an annotation, a rule, a cache
 * @param text the rule, what was found, and the remedy
 */
public record Finding(FindingKind kind, String where, String text) {

    @Override
    public String toString() {
        return where + ": " + text;
    }
}
