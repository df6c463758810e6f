package dev.cachekit.torture.history;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came out of a check. */
public final class Verdict {

    private final Checker.Counts counts;
    private final int faults;
    private final Violations violations;
    private final Map<String, Staleness> staleness;
    private final Map<String, Long> excuses;
    private final BoundLoads boundLoads;

    Verdict(
            Checker.Counts counts,
            int faults,
            Violations violations,
            Map<String, Staleness> staleness,
            Map<String, Long> excuses,
            BoundLoads boundLoads) {
        this.counts = counts;
        this.faults = faults;
        this.violations = violations;
        this.staleness = staleness;
        this.excuses = new TreeMap<>(excuses);
        this.boundLoads = boundLoads;
    }

    public Violations violations() {
        return violations;
    }

    public int faults() {
        return faults;
    }

    /** How much of the run, until the faults ended, was bound to one load at a time. */
    public BoundLoads boundLoads() {
        return boundLoads;
    }

    /** How many events of a kind there were, such as {@code read}, {@code read-found} or {@code commit}. */
    public long count(String kind) {
        return counts.of(kind);
    }

    public Staleness staleness(String cache) {
        return staleness.getOrDefault(cache, new Staleness());
    }

    /** All figures as Markdown. */
    public List<String> markdown() {
        Stream<String> events = counts.lines().stream().map(line -> "- " + line);
        Stream<String> overlaps = excuses.entrySet().stream()
                .map(excuse -> "- overlapping loads that " + excuse.getKey() + ": " + excuse.getValue());
        Stream<String> wrong =
                Stream.of(Violations.Rule.values()).map(rule -> "- violations " + rule + ": " + violations.of(rule));
        Stream<String> ages =
                staleness.entrySet().stream().map(entry -> entry.getValue().row(entry.getKey()));
        return Stream.of(
                        events,
                        overlaps,
                        boundLoads.markdown(),
                        wrong,
                        violations.examples().stream().map(example -> "  - " + example),
                        Stream.of("", Staleness.header()),
                        ages)
                .flatMap(lines -> lines)
                .toList();
    }

    @Override
    public String toString() {
        return markdown().stream().collect(Collectors.joining("\n"));
    }
}
