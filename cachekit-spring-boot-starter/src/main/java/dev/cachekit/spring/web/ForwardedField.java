package dev.cachekit.spring.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the nodes a request has passed, from the field {@code Forwarded} (RFC 7239). A client may have written the beginning,
 * to spoil what proxies add behind it, so a line with a mistake anywhere tells nothing at all.
 */
final class ForwardedField {

    /** A hop of which nothing is known; no address reads like it. */
    private static final String HIDDEN = "";

    /** A pair of a name and a value, or nothing, up to what separates it from the next. */
    private static final Pattern PAIR = Pattern.compile("[ \\t]*+"
            + "(?:(?<name>[\\w!#$%&'*+.^`|~-]++)=(?:\"(?<quoted>(?:[^\"\\\\]++|\\\\.)*+)\"|(?<plain>[^\",;\\s]*+)))?+"
            + "[ \\t]*+(?<end>[,;]|\\z)");

    private final List<String> hops = new ArrayList<>();
    private boolean begun;
    private @Nullable String node;

    private ForwardedField() {}

    /** Returns the node of each hop, in order; one that cannot be read is an empty text. */
    static List<String> hops(List<String> lines) {
        List<String> all = new ArrayList<>();
        lines.forEach(line -> all.addAll(new ForwardedField().read(line)));
        return all;
    }

    private List<String> read(String line) {
        Matcher pair = PAIR.matcher(line);
        int from = 0;
        while (pair.region(from, line.length()).lookingAt()) {
            add(pair);
            String end = pair.group("end");
            if (!end.equals(";")) {
                endHop();
            }
            if (end.isEmpty()) {
                return hops;
            }
            from = pair.end();
        }
        return List.of(HIDDEN);
    }

    private void add(Matcher pair) {
        String name = pair.group("name");
        begun = begun || name != null;
        if ("for".equalsIgnoreCase(name)) {
            node = node == null ? value(pair) : HIDDEN; // two in one hop contradict each other
        }
    }

    private static String value(Matcher pair) {
        String quoted = pair.group("quoted");
        return quoted == null ? pair.group("plain") : quoted.replaceAll("\\\\(.)", "$1");
    }

    private void endHop() {
        if (begun) {
            hops.add(node == null ? HIDDEN : node);
        }
        begun = false;
        node = null;
    }
}
