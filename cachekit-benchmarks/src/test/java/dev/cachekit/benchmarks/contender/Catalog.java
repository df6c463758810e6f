package dev.cachekit.benchmarks.contender;

/** A cache before a database, as an application uses it. Used by many threads. */
public interface Catalog extends AutoCloseable {

    /** How long all systems keep a value, in seconds. */
    long TTL_SECONDS = 600;

    /** How many values fit into a process. */
    int SIZE = 10_000;

    /** Reads through the cache. */
    default Product find(Long id) {
        throw new UnsupportedOperationException(getClass() + " has no key of one part");
    }

    /** Reads through the cache by a key of two parts. */
    default Product find(String tenant, Long id) {
        throw new UnsupportedOperationException(getClass() + " has no key of two parts");
    }

    /** Removes from the cache. */
    default void changed(Long id) {
        throw new UnsupportedOperationException(getClass() + " removes nothing");
    }

    @Override
    default void close() {}
}
