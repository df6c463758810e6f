package dev.cachekit.spi;

import java.time.Duration;
import java.util.List;

/**
 * What a limiter has decided.
 *
 * @param granted whether the permits were taken
 * @param delay until the caller may go on, or, if nothing was taken, until the same request could be granted
 * @param bands what each band is left with, in their order
 */
public record LimitReply(boolean granted, Duration delay, List<Left> bands) {

    /** Keeps a copy of the bands. */
    public LimitReply {
        bands = List.copyOf(bands);
    }

    /**
     * What a band is left with.
     *
     * @param remaining permits that can be taken now
     * @param moreAfter until there is at least one more; zero if none is missing
     * @param fullAfter until all are back if nobody takes any
     */
    public record Left(long remaining, Duration moreAfter, Duration fullAfter) {}
}
