package dev.cachekit.annotation;

/** How a rate limit counts. Each takes one round trip, one key, and Redis's clock. */
public enum Algorithm {
    /**
     * Permits come back evenly; up to {@code burst} may be used at once. Computed as the generic cell rate algorithm (GCRA,
     * ITU-T I.371).
     */
    TOKEN_BUCKET,

    /**
     * Never more than the permits in any window, wherever it begins. Counted in ten sub-windows: under pressure at least
     * 10/11 of the permits are granted.
     */
    SLIDING_WINDOW,

    /** Permits per fixed window; the count starts again at its end, so twice the permits may pass around that moment. */
    FIXED_WINDOW
}
