package dev.cachekit.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the permission to load and fill one entry.
 *
 * @param token the token of the load
 * @param duration how long the permission lasts unless extended; at least one millisecond
 * @param rejected the token of a stored value which the caller could not read and which counts as absent; null if none
 * @param reloads the token of a stored value that is to be replaced but stays readable meanwhile; null if none. If that
 *     value is gone, the lease is granted as for an absent key; if another value is there, that is the answer.
 */
public record LeaseRequest(
        Token token,
        Duration duration,
        @Nullable Token rejected,
        @Nullable Token reloads) {

    /** Checks the duration. */
    public LeaseRequest {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException("lease must last at least 1 ms but was " + duration);
        }
    }

    /**
     * Asks for the lease of a key without a value.
     *
     * @param token the token of the load
     * @param duration how long the permission lasts unless extended
     * @param rejected the token of a stored value which counts as absent; null if none
     */
    public LeaseRequest(Token token, Duration duration, @Nullable Token rejected) {
        this(token, duration, rejected, null);
    }
}
