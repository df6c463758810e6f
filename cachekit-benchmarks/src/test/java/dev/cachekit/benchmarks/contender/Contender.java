package dev.cachekit.benchmarks.contender;

/** Who takes part in a scenario. Implemented by enums, whose names JMH knows. */
public interface Contender {

    /** How it takes part. */
    SetUp<?> setUp();

    /** The name in tables. */
    default String label() {
        return setUp().label();
    }

    /** How it is set up. */
    default String settings() {
        return setUp().settings();
    }

    /** The name as a parameter of a benchmark. */
    String name();
}
