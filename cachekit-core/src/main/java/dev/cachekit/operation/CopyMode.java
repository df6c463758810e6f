package dev.cachekit.operation;

/** Whether the hits of a near cache share one object. */
public enum CopyMode {
    /** Deeply immutable declared types are shared, all others are read anew from their bytes for each hit. */
    AUTO,

    /** All hits share one object, which nobody may change. */
    NEVER,

    /** Every hit gets an object of its own. */
    ON_READ
}
