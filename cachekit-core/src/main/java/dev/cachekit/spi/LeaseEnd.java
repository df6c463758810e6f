package dev.cachekit.spi;

/**
 * Tells that a lease for which somebody waited has ended.
 *
 * @param token the token of the load
 * @param reason how it ended
 */
public record LeaseEnd(Token token, Reason reason) {

    /** How a lease ended. */
    public enum Reason {
        /** The value was stored. */
        FILLED,
        /** The load failed, or its value was not to be stored. */
        RELEASED,
        /** An invalidation or a write took the lease away. */
        REVOKED
    }
}
