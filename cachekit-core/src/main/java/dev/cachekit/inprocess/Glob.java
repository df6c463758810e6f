package dev.cachekit.inprocess;

import java.util.regex.Pattern;

/** A glob as Redis reads it: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]}, and a backslash before a literal. */
final class Glob {

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    private Glob(String glob) {
        this.glob = glob;
    }

    /** Returns a pattern that matches a whole text. */
    static Pattern compile(String glob) {
        return new Glob(glob).translate();
    }

    private Pattern translate() {
        while (at < glob.length()) {
            char c = glob.charAt(at++);
            switch (c) {
                case '*' -> anything();
                case '?' -> regex.append('.');
                case '[' -> set();
                default -> literal();
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** A run of stars means one; as many in a regular expression would take for ever to fail. */
    private void anything() {
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        regex.append(".*");
    }

    private void set() {
        boolean negated = at < glob.length() && glob.charAt(at) == '^';
        at += negated ? 1 : 0;
        StringBuilder members = new StringBuilder();
        while (at < glob.length() && glob.charAt(at) != ']') {
            members.append(member());
        }
        at++;
        // Redis lets an empty set match nothing, and its negation everything; a regular expression refuses both.
        if (members.isEmpty()) {
            regex.append(negated ? "." : "(?!)");
            return;
        }
        regex.append(negated ? "[^" : "[").append(members).append(']');
    }

    private String member() {
        char first = unescaped();
        if (at + 1 >= glob.length() || glob.charAt(at) != '-') {
            return quoted(first);
        }
        at++;
        char last = unescaped();
        return quoted((char) Math.min(first, last)) + "-" + quoted((char) Math.max(first, last));
    }

    private void literal() {
        at--;
        regex.append(quoted(unescaped()));
    }

    private char unescaped() {
        char c = glob.charAt(at++);
        return c == '\\' && at < glob.length() ? glob.charAt(at++) : c;
    }

    private static String quoted(char c) {
        return String.format("\\u%04x", (int) c);
    }
}
