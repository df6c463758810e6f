package dev.cachekit.benchmarks.large;

import java.util.stream.IntStream;

/** The entries of a large cache in Redis, as one system keeps them. Used by one thread. */
interface Entries {

    /** Writes those of some numbers, without asking the system for each. */
    void write(IntStream numbers);

    /** Counts which of them the system finds. */
    long count(IntStream numbers);
}
