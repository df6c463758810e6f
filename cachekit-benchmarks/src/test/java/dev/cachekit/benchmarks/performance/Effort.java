package dev.cachekit.benchmarks.performance;

import java.time.Duration;
import java.util.Locale;

/**
 * How much is measured.
 *
 * @param name its name
 * @param rounds how many rounds of scenarios on Redis
 * @param processes how many rounds of the others
 * @param large how many rounds with a million entries
 * @param often how often the code of a system has run at least before its first round, if there is time
 * @param warmups how many slices' time a system has before its first round, unless its code is compiled earlier
 * @param slice how long a system on Redis is measured within a round; codecs half as long, as there are many figures of them
 * @param quick one of the {@link Measurement#QUICK} slices before, and of the {@link Measurement#MEASURED} that are measured,
 *     in a process of its own
 */
record Effort(
        String name, int rounds, int processes, int large, int often, int warmups, Duration slice, Duration quick) {

    /** What fits into a break. */
    static final Effort SHORT =
            new Effort("short", 4, 2, 3, 40_000, 30, Duration.ofMillis(300), Duration.ofMillis(300));

    /** For figures that are written down. */
    static final Effort LONG = new Effort("long", 7, 5, 7, 100_000, 40, Duration.ofMillis(700), Duration.ofMillis(500));

    /** Shows that everything still runs, and measures nothing worth reading. */
    static final Effort SMOKE = new Effort("smoke", 1, 1, 1, 1, 1, Duration.ofMillis(20), Duration.ofMillis(20));

    /** What {@code -Dperformance.effort} asks for; short unless it says long. */
    static Effort asked() {
        return System.getProperty("performance.effort", SHORT.name).equals(LONG.name) ? LONG : SHORT;
    }

    boolean isLong() {
        return equals(LONG);
    }

    int roundsOf(Scenario scenario) {
        return scenario.isOnRedis() ? rounds : processes;
    }

    long millisOf(Scenario scenario) {
        return switch (scenario.kind()) {
            case IN_PROCESS -> quick.toMillis();
            case CODEC -> slice.toMillis() / 2;
            case HITS_ON_REDIS, ON_REDIS -> slice.toMillis();
        };
    }

    /** As the page says it. */
    String describe() {
        return String.format(
                Locale.ROOT,
                "%d rounds on Redis, each system for %d ms, before the first round until it has done %,d operations and"
                        + " the compiler rests, or for %.1f s; near hits %d rounds of %d ms, each in a process of its own,"
                        + " after %.1f s",
                rounds,
                slice.toMillis(),
                often,
                warmups * slice.toMillis() / 1e3,
                processes,
                Measurement.MEASURED * quick.toMillis(),
                Measurement.QUICK * quick.toMillis() / 1e3);
    }
}
