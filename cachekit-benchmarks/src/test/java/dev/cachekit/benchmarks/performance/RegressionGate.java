package dev.cachekit.benchmarks.performance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares ratios with those of an earlier run; times would tell of the machine only. CacheKit has become slower where even
 * its better rounds fall behind the earlier median by more than the tolerance.
 *
 * @param baseline how many times as fast CacheKit was, by scenario and other system
 * @param tolerance the share by which a ratio may fall
 */
record RegressionGate(Map<String, Double> baseline, double tolerance) {

    private static final String SEPARATOR = "\t";

    RegressionGate {
        baseline = Map.copyOf(baseline);
    }

    static RegressionGate parse(List<String> lines, double tolerance) {
        Map<String, Double> baseline = new TreeMap<>();
        for (String line : lines) {
            int last = line.lastIndexOf(SEPARATOR);
            if (last < 0) {
                throw new IllegalArgumentException("a line of the baseline is scenario, system, ratio: " + line);
            }
            baseline.put(line.substring(0, last), Double.parseDouble(line.substring(last + 1)));
        }
        return new RegressionGate(baseline, tolerance);
    }

    /** What {@link #parse} reads. */
    static List<String> baseline(Samples samples, List<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.isMeasured(samples))
                .map(claim -> key(claim)
                        + SEPARATOR
                        + String.format(
                                Locale.ROOT, "%.3f", claim.measured(samples).median()))
                .toList();
    }

    /** Where CacheKit has become slower, or what was not measured this time. */
    List<String> regressions(Samples samples, List<Claim> claims) {
        return claims.stream()
                .flatMap(claim -> regression(samples, claim).stream())
                .toList();
    }

    private Optional<String> regression(Samples samples, Claim claim) {
        Double before = baseline.get(key(claim));
        if (before == null) {
            return Optional.empty();
        }
        if (!claim.isMeasured(samples)) {
            return Optional.of(describe(claim) + " was not measured");
        }
        Quartiles now = claim.measured(samples);
        return now.upper() >= before * (1 - tolerance)
                ? Optional.empty()
                : Optional.of(
                        String.format(Locale.ROOT, "%s: %s times as fast, but was %.2f", describe(claim), now, before));
    }

    private static String key(Claim claim) {
        return claim.scenario() + SEPARATOR + claim.other();
    }

    private static String describe(Claim claim) {
        return claim.scenario() + ", CacheKit beside " + claim.other();
    }
}
