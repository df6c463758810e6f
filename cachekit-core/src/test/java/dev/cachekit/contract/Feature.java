package dev.cachekit.contract;

/** What a store has learned beyond the first form of the contract. */
public enum Feature {
    /** An invalidation keeps fences, and their writers store nothing. */
    KEPT_FENCES,
    /** A cache is emptied at once. */
    CLEAR,
    /** Values carry tags. */
    TAGS,
    /** A value stays for a time beyond its lifetime, and tells its age. */
    GRACE,
    /** A value stays readable while it is reloaded. */
    RELOAD
}
