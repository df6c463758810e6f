package dev.cachekit.benchmarks.contender;

/**
 * How a contender takes part.
 *
 * @param label its name in tables
 * @param settings how it is set up
 * @param start starts it
 * @param <S> how it is started
 */
public record SetUp<S>(String label, String settings, S start) {}
