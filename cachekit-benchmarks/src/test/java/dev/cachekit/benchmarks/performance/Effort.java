package dev.cachekit.benchmarks.performance;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how many rounds of scenarios on Redis
 * @param processes how many rounds of the others
 * @param large how many rounds with a million entries
 * @param warmups for how many slices a system runs before its first round, unless its code is compiled earlier
 * @param slice how long a system is measured within a round; codecs half as long, as there are many figures of them
 */
record Effort(int rounds, int processes, int large, int warmups, Duration slice) {

    /** What fits into a break. */
    static final Effort SHORT = new Effort(4, 3, 3, 40, Duration.ofMillis(400));

    /** For figures that are written down. */
    static final Effort LONG = new Effort(9, 5, 7, 40, Duration.ofSeconds(1));

    /** Shows that everything still runs, and measures nothing worth reading. */
    static final Effort SMOKE = new Effort(1, 1, 1, 1, Duration.ofMillis(20));

    int roundsOf(Scenario scenario) {
        return scenario.isOnRedis() ? rounds : processes;
    }

    long millisOf(Scenario scenario) {
        boolean half = scenario.kind() == Scenario.Kind.CODEC;
        return slice.toMillis() / (half ? 2 : 1);
    }
}
