package dev.cachekit.benchmarks.performance;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A figure by which runs are compared.
 *
 * @param measure what of
 * @param scenario where
 * @param system the other system of a ratio, else CacheKit
 */
record Mark(Measure measure, String scenario, String system) implements Comparable<Mark> {

    private static final Comparator<Mark> ORDER =
            Comparator.comparing(Mark::measure).thenComparing(Mark::scenario).thenComparing(Mark::system);

    static Mark of(Claim claim) {
        return new Mark(Measure.RATIO, claim.scenario(), claim.other());
    }

    static Mark parse(String measure, String scenario, String system) {
        return new Mark(Measure.valueOf(measure.toUpperCase(Locale.ROOT)), scenario, system);
    }

    /** All that a run tells: the ratios that are claimed, and what CacheKit takes in each scenario. */
    static Map<Mark, Quartiles> measured(Samples samples, List<Claim> claims) {
        Map<Mark, Quartiles> marks = new TreeMap<>();
        claims.stream()
                .filter(claim -> claim.isMeasured(samples))
                .forEach(claim -> marks.put(of(claim), claim.measured(samples)));
        samples.scenarios().stream()
                .filter(scenario -> samples.has(scenario, Scenarios.CACHEKIT))
                .forEach(scenario -> {
                    marks.put(own(Measure.BYTES, scenario), own(samples, scenario, Sample::bytes));
                    marks.put(own(Measure.COMMANDS, scenario), own(samples, scenario, Sample::commandsRun));
                });
        return marks;
    }

    private static Mark own(Measure measure, String scenario) {
        return new Mark(measure, scenario, Scenarios.CACHEKIT);
    }

    private static Quartiles own(Samples samples, String scenario, ToDoubleFunction<Sample> figure) {
        return samples.figure(scenario, Scenarios.CACHEKIT, figure);
    }

    @Override
    public int compareTo(Mark other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return scenario + ", " + measure + " " + system;
    }
}
