package dev.cachekit.annotation;

/** What a rate limit or a lock does while Redis is away. */
public enum BackendFailure {
    /** Go on inside this process alone: each node has its own limit or lock. The default of a rate limit. */
    LOCAL,

    /** Let every call pass. For rate limits only: on a lock it stops the start, as a method never runs without its lock. */
    OPEN,

    /** Refuse every call with {@link dev.cachekit.BackendUnavailableException}. The default of a lock. */
    CLOSED
}
