package dev.cachekit.benchmarks.large;

import java.util.stream.IntStream;

/**
 * The keys of a large cache. They belong to a hundred tenants; those of one are removed by a pattern.
 *
 * @param size how many
 */
public record Crowd(int size) {

    /** Matches the keys of one tenant. */
    static final String GLOB = "t7-*";

    private static final int TENANT = 7;
    private static final int TENANTS = 100;

    static String text(int number) {
        return "t" + number % TENANTS + "-" + number;
    }

    IntStream all() {
        return IntStream.range(0, size);
    }

    /** Those that match. */
    IntStream matching() {
        return IntStream.iterate(TENANT, number -> number < size, number -> number + TENANTS);
    }

    /** As many that do not match. */
    IntStream neighbours() {
        return matching().map(number -> number - 1);
    }
}
