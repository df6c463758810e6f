package dev.cachekit.benchmarks.performance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares ratios, allocation and commands with those of an earlier run; times would tell of the machine only. CacheKit has
 * become slower, or takes more, where even its better rounds fall behind the earlier median by more than {@link Measure} allows.
 *
 * @param baseline the medians of the earlier run
 */
record RegressionGate(Map<Mark, Double> baseline) {

    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 4;

    RegressionGate {
        baseline = Map.copyOf(baseline);
    }

    static RegressionGate parse(List<String> lines) {
        Map<Mark, Double> baseline = new TreeMap<>();
        for (String line : lines) {
            String[] fields = line.split(SEPARATOR, -1);
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException(
                        "a line of the baseline is ratio, bytes or commands, scenario, system, figure: " + line);
            }
            baseline.put(Mark.parse(fields[0], fields[1], fields[2]), Double.parseDouble(fields[3]));
        }
        return new RegressionGate(baseline);
    }

    /** What {@link #parse} reads. */
    static List<String> baseline(Samples samples, List<Claim> claims) {
        return Mark.measured(samples, claims).entrySet().stream()
                .map(mark -> line(mark.getKey(), mark.getValue().median()))
                .toList();
    }

    private static String line(Mark mark, double figure) {
        return String.join(
                SEPARATOR,
                mark.measure().key(),
                mark.scenario(),
                mark.system(),
                String.format(Locale.ROOT, "%.3f", figure));
    }

    /** The part of it for some scenarios. */
    RegressionGate in(Predicate<String> scenarios) {
        Map<Mark, Double> part = new TreeMap<>(baseline);
        part.keySet().removeIf(mark -> !scenarios.test(mark.scenario()));
        return new RegressionGate(part);
    }

    /** Where CacheKit has become slower or takes more, and what only one of the runs or no claim has. */
    List<String> regressions(Samples samples, List<Claim> claims) {
        Map<Mark, Quartiles> measured = Mark.measured(samples, claims);
        TreeSet<Mark> marks = new TreeSet<>(baseline.keySet());
        marks.addAll(measured.keySet());
        claims.forEach(claim -> marks.add(Mark.of(claim)));
        return marks.stream()
                .flatMap(mark -> problem(mark, measured.get(mark)).stream())
                .toList();
    }

    private Optional<String> problem(Mark mark, @Nullable Quartiles now) {
        Double before = baseline.get(mark);
        if (now == null) {
            return Optional.of(mark + ": was not measured, or no claim has it any more");
        }
        if (before == null) {
            return Optional.of(mark + ": the baseline has no such row; write it anew");
        }
        return mark.measure().isWorse(now, before)
                ? Optional.of(String.format(Locale.ROOT, "%s: %s, but was %.2f", mark, now, before))
                : Optional.empty();
    }
}
