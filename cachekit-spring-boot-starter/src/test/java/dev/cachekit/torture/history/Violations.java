package dev.cachekit.torture.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found wrong. Counts all and keeps some. */
public final class Violations {

    /** The rules. */
    public enum Rule {
        /** A read was older than it may be. */
        STALE,
        /** A read was newer than anything committed. */
        FUTURE,
        /** A read threw. */
        BROKEN,
        /** Two loads of one key overlapped without a reason. */
        SINGLE_FLIGHT
    }

    private static final int KEPT = 20;

    private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);
    private final List<String> examples = new ArrayList<>();

    void add(Rule rule, String example) {
        if (counts.merge(rule, 1L, Long::sum) <= KEPT) {
            examples.add(rule + ": " + example);
        }
    }

    public long of(Rule rule) {
        return counts.getOrDefault(rule, 0L);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The first of each rule. */
    public List<String> examples() {
        return List.copyOf(examples);
    }
}
