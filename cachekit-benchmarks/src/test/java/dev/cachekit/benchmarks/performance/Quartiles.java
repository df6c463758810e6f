package dev.cachekit.benchmarks.performance;

import java.util.Arrays;
import java.util.Locale;

/**
 * The middle of some figures and how far they spread.
 *
 * @param lower a quarter of the figures is below
 * @param median half of the figures is below
 * @param upper a quarter of the figures is above
 */
public record Quartiles(double lower, double median, double upper) {

    /** Between two figures the quartile is as far as its rank is. */
    public static Quartiles of(double... figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("there are no quartiles of no figures");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    /** The median, and in brackets the other two. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, lower, upper);
    }
}
