package dev.cachekit.benchmarks.peers;

/** An order of events that real processes can come into, forced step by step. */
interface Interleaving {

    /** The events, and what is looked at in the end. */
    String title();

    Outcome play(Stage stage) throws Exception;
}
