package dev.cachekit.benchmarks.peers;

/** One process of an application: a cache before a database. Used by many threads. */
interface Node extends AutoCloseable {

    /** Reads the row's version through the cache, which asks the database if it has none. */
    long read();

    /**
     * Removes the row from the cache, as an application does after it has committed a change. Throws if the framework
     * tells the application that this did not work.
     */
    void remove();

    /** Drops what the framework started. */
    @Override
    void close();
}
