package dev.cachekit.spi;

/** What came of loading a cached value anew and comparing the two. */
public enum Verdict {
    /** Both are the same. */
    EQUAL,
    /** They differ, and the cache has replaced or lost its value in the meantime, as it should. */
    NEWER,
    /** They differ, and the cache has kept its value: somebody changed the data without invalidating it. */
    STALE
}
