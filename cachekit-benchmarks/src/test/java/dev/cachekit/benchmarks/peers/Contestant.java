package dev.cachekit.benchmarks.peers;

/** A framework in one configuration. */
interface Contestant {

    /** The framework and the setting that sets this contestant apart. */
    String name();

    /** The artifacts that are measured, with their versions. */
    String version();

    /** Everything that is set beside the address of the server. */
    String settings();

    /** Whether a node keeps values that it reads again without asking Redis, and is told by others when to drop them. */
    boolean isNear();

    /** Starts one process of an application that uses the framework before a database. */
    Node start(Place place, Database database);
}
