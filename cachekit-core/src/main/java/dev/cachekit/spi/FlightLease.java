package dev.cachekit.spi;

/** How a leader stands who wanted to lead on. */
public enum FlightLease {
    /** It leads on. */
    KEPT,

    /** It does not lead any more: another may have succeeded it. */
    LOST,

    /** All who wanted the outcome have left, and with that the flight is over. Nobody joins it any more. */
    UNWANTED
}
