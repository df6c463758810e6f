package dev.cachekit.benchmarks.scale;

import java.time.Duration;
import java.util.List;

/**
 * How far everything grows, and how much is measured on the way.
 *
 * @param rounds how often each figure is taken
 * @param slice for how long a figure of time is taken
 * @param keys how many keys there are
 * @param kept how many entries are put on the scales for their heap
 * @param nodes how many processes there are, each time more
 * @param calls how many calls each process makes
 * @param methods how many annotated methods there are
 */
record Extent(
        int rounds,
        Duration slice,
        List<Integer> keys,
        int kept,
        List<Integer> nodes,
        int calls,
        List<Integer> methods) {

    /** What the page shows. */
    static final Extent FULL = new Extent(
            5,
            Duration.ofMillis(300),
            List.of(1_000, 10_000, 100_000, 1_000_000),
            50_000,
            List.of(1, 2, 4, 8),
            1_000,
            List.of(0, 100, 1_000));

    /** Shows that everything still runs, and measures nothing worth reading. */
    static final Extent SMOKE =
            new Extent(1, Duration.ofMillis(10), List.of(100, 1_000), 20_000, List.of(1, 2), 20, List.of(0, 20));
}
