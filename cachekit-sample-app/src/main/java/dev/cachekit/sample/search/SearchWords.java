package dev.cachekit.sample.search;

import java.util.Locale;

/** What somebody searches for, put the same way however it was typed. */
record SearchWords(String text) {

    static SearchWords of(String typed) {
        return new SearchWords(typed.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
    }

    /** For {@code like ... escape '!'}: what they contain means itself. */
    String pattern() {
        return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
