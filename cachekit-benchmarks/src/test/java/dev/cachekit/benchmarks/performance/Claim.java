package dev.cachekit.benchmarks.performance;

import java.util.Locale;

/**
 * How fast CacheKit is to be, beside another system.
 *
 * @param scenario where
 * @param other the other system
 * @param wanted how many times as fast at least
 */
record Claim(String scenario, String other, double wanted) implements Wish {

    @Override
    public boolean isMeasured(Samples samples) {
        return samples.has(scenario, Scenarios.CACHEKIT) && samples.has(scenario, other);
    }

    /** How many times as fast CacheKit was, by round. */
    Quartiles measured(Samples samples) {
        return samples.timeOf(other, scenario, Scenarios.CACHEKIT);
    }

    /** Decided by the figure as it is shown. */
    private boolean isReached(Quartiles measured) {
        return Math.round(measured.median() * 100) >= Math.round(wanted * 100);
    }

    @Override
    public String start() {
        return String.format(Locale.ROOT, "| %s | %s | ≥ %.2f |", scenario, other, wanted);
    }

    @Override
    public String row(Samples samples) {
        Quartiles measured = measured(samples);
        return start() + " " + measured + " | " + (isReached(measured) ? "yes" : "no") + " |";
    }
}
