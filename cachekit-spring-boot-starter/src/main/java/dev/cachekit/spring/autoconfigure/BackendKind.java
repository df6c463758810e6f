package dev.cachekit.spring.autoconfigure;

/** The values of {@code cachekit.backend}. */
enum BackendKind {
    /** Redis where an address is known, else in-process. */
    AUTO,
    /** Redis, at its standard local address if none is known. */
    REDIS,
    /** This process alone. */
    IN_PROCESS
}
