package dev.cachekit.annotation;

/** How far a {@link SingleFlight @SingleFlight} reaches. */
public enum FlightScope {
    /** All processes that share the Redis: one call in the whole cluster. */
    CLUSTER,

    /** This process only: one call per node, and no Redis needed. */
    LOCAL
}
