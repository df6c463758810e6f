package dev.cachekit.meter;

import dev.cachekit.Band;

/**
 * What one band of a limiter holds for one key, at one moment. Immutable. Times are microseconds; a moment counts from an
 * origin that never changes.
 */
public sealed interface Meter permits TokenBucket, SlidingWindow, FixedWindow {

    /**
     * Nothing taken yet.
     *
     * @param band how to count
     * @param now the moment
     * @return a meter with all permits
     */
    static Meter full(Band band, long now) {
        return switch (band.algorithm()) {
            case TOKEN_BUCKET -> TokenBucket.full(band, now);
            case SLIDING_WINDOW -> SlidingWindow.full(band, now);
            case FIXED_WINDOW -> FixedWindow.full(band, now);
        };
    }

    /** How it counts. */
    Band band();

    /**
     * The same under a limit that has changed. What was taken and is not back yet stays taken.
     *
     * @param changed counts by the same algorithm and in the same time
     * @return the meter under that limit
     */
    Meter under(Band changed);

    /**
     * The same at another moment: permits have come back meanwhile. A clock that went back gives none and takes none.
     *
     * @param moment the moment
     * @return the meter then
     */
    Meter at(long moment);

    /**
     * How long until a cost can be taken, if nobody takes anything before.
     *
     * @param cost number of permits, at most the band's burst
     * @return microseconds, 0 if it can be taken now
     */
    long waitFor(long cost);

    /**
     * Takes permits, whether or not there are as many: a bucket goes into debt, which is how a place is reserved.
     *
     * @param cost number of permits
     * @return what is left
     */
    Meter take(long cost);

    /**
     * Gives permits back, up to the full number.
     *
     * @param cost number of permits
     * @return what is there then
     */
    Meter giveBack(long cost);

    /** Permits that can be taken now. */
    long remaining();

    /** Microseconds until there is at least one permit more than now; 0 if none is missing. */
    long moreAfter();

    /** Microseconds until all permits are back if nobody takes any. */
    long fullAfter();
}
