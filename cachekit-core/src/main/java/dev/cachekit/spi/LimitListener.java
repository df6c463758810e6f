package dev.cachekit.spi;

import java.time.Duration;

/**
 * Is told what the rate limiters do. Called on the caller's thread where there is one; must return at once and must not
 * throw. Implementations are safe for use by many threads. No method is told a key.
 */
public non-sealed interface LimitListener extends Listener {

    /** Listens to nothing. */
    LimitListener NONE = new LimitListener() {};

    /**
     * A call was let through, with its permits.
     *
     * @param limiter the limiter's name
     */
    default void onPermitGranted(String limiter) {}

    /**
     * A call was refused.
     *
     * @param limiter the limiter's name
     * @param reason a short fixed word: {@code permits} if there were too few, {@code remembered} if that was known without
     *     asking the store
     */
    default void onPermitRefused(String limiter, String reason) {}

    /**
     * A call would have been refused, but its limiter only counts.
     *
     * @param limiter the limiter's name
     */
    default void onPermitShadowed(String limiter) {}

    /**
     * A call waited for its permits.
     *
     * @param limiter the limiter's name
     * @param time how long
     */
    default void onPermitWait(String limiter, Duration time) {}

    /**
     * The store failed or did not answer in time, and the limiter's rule for that decided.
     *
     * @param limiter the limiter's name
     * @param failure what happened
     */
    default void onLimitStoreFailure(String limiter, Throwable failure) {}

    /**
     * The limits of a limiter have changed.
     *
     * @param limiter the limiter's name
     */
    default void onLimitsChanged(String limiter) {}
}
