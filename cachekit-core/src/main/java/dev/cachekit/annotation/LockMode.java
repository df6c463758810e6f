package dev.cachekit.annotation;

/** How a {@link WithLock @WithLock} excludes others. */
public enum LockMode {
    /** One holder at a time; who of the waiting comes next is not determined. */
    EXCLUSIVE,

    /** Any number of readers together, never beside a writer of the same lock. */
    READ,

    /** One writer, never beside a reader or another writer of the same lock. */
    WRITE,

    /**
     * One holder at a time, in the order in which the callers of all processes asked. Of each process 16 wait in that order; those
     * beyond them come in their own order, each when one of the 16 has come.
     */
    FAIR
}
