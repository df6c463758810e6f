package dev.cachekit.spi;

/** Whether requests to a primary are let through. */
public enum BreakerState {
    /** They are. */
    CLOSED,

    /** They fail at once. */
    OPEN,

    /** One is let through to see how it goes; the others fail at once. */
    HALF_OPEN
}
