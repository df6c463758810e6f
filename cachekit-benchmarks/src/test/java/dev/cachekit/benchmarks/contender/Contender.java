package dev.cachekit.benchmarks.contender;

/** Who takes part in a scenario. Implemented by enums, whose names JMH knows. */
public interface Contender {

    /** The name in tables. */
    String label();

    /** How it is set up. */
    String settings();

    /** The name as a parameter of a benchmark. */
    String name();
}
