package dev.cachekit.operation;

/** How old a value may be that is served after its invalidation was acknowledged. */
public enum Consistency {
    /** Not at all if it comes from the store; at most a few seconds, the bound, if it comes from a near cache. */
    BOUNDED,

    /** Not at all: there is no near cache, and nothing is kept while the store is away. */
    LINEAR
}
