package dev.cachekit.spring.aop.rule;

import java.util.Locale;

/**
 * Where one operation of a rule is written, for messages.
 *
 * @param property for example {@code cachekit.rules[0].cache-aside}
 */
public record RulePlace(String property) {

    private static final String ON = " on ";

    static String kebab(String attribute) {
        return attribute.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /**
     * Names the operation on one of the methods that the rule matches.
     *
     * @param method the method's place
     * @return for example {@code cachekit.rules[0].cache-aside on Catalog#find(long)}
     */
    public String on(String method) {
        return property + ON + method;
    }

    /**
     * Tells whether an operation comes from here.
     *
     * @param where the operation's place
     * @return true if so
     */
    public boolean isPlaceOf(String where) {
        return where.startsWith(property + ON);
    }

    /**
     * Names an attribute of an operation. Where a rule says it, that is a property of its own.
     *
     * @param where the operation's place
     * @param attribute the attribute, as the annotation calls it
     * @return for example {@code cachekit.rules[0].cache-aside.key on Catalog#find(long)}; of an annotation its place
     */
    public static String attribute(String where, String attribute) {
        if (!where.startsWith(RuleReader.PROPERTY + "[")) {
            return where;
        }
        int end = where.contains(ON) ? where.indexOf(ON) : where.length();
        return where.substring(0, end) + "." + kebab(attribute) + where.substring(end);
    }
}
