package dev.cachekit.spi;

/** What became of a flight that its leader wanted to end. */
public enum FlightEnd {
    /** It is over. Whoever comes from now on begins another. */
    ENDED,

    /** It is not over: others wait, and no outcome was given for them. */
    AWAITED,

    /** It was not this leader's any more. */
    LOST
}
