package dev.cachekit.models;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the search of one model has found.
 *
 * @param report all that the search has printed
 */
record Verdict(String report) {

    private static final Pattern ERRORS = Pattern.compile("errors: (\\d+)");
    private static final Pattern STATES = Pattern.compile("(\\d+) states, stored");
    private static final Pattern SECONDS = Pattern.compile("elapsed time (\\S+) seconds");
    private static final Pattern CUT_SHORT =
            Pattern.compile("max search depth too small|reached -DMEMLIM|out of memory");

    /** Every state within the bounds was visited, and none violates anything; none is a dead end, either. */
    boolean holds() {
        return isComplete() && first(ERRORS).equals("0");
    }

    /** Something stale was read. Any other error would be one of the model. */
    boolean fails() {
        return report.contains("assertion violated");
    }

    boolean isComplete() {
        return !CUT_SHORT.matcher(report).find();
    }

    long states() {
        return Long.parseLong(first(STATES));
    }

    double seconds() {
        return Double.parseDouble(first(SECONDS));
    }

    private String first(Pattern pattern) {
        Matcher matcher = pattern.matcher(report);
        if (!matcher.find()) {
            throw new IllegalStateException("The search was cut off: it printed no '" + pattern + "' but\n" + report);
        }
        return matcher.group(1);
    }
}
