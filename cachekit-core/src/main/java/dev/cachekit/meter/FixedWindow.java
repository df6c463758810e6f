package dev.cachekit.meter;

import dev.cachekit.Band;

/**
 * Counts what is taken in the present window; windows begin at multiples of their length.
 *
 * @param band how to count
 * @param now the moment
 * @param taken permits taken in the window of that moment
 */
record FixedWindow(Band band, long now, long taken) implements Meter {

    static FixedWindow full(Band band, long now) {
        return new FixedWindow(band, now, 0);
    }

    @Override
    public Meter under(Band changed) {
        return new FixedWindow(changed, now, taken);
    }

    /** A window that the clock has gone back from still counts. */
    @Override
    public Meter at(long moment) {
        return new FixedWindow(band, moment, window(moment) > window(now) ? 0 : taken);
    }

    @Override
    public long waitFor(long cost) {
        return cost <= remaining() ? 0 : end();
    }

    @Override
    public Meter take(long cost) {
        return new FixedWindow(band, now, taken + cost);
    }

    @Override
    public Meter giveBack(long cost) {
        return new FixedWindow(band, now, Math.max(0, taken - cost));
    }

    @Override
    public long remaining() {
        return Math.max(0, band.permits() - taken);
    }

    @Override
    public long moreAfter() {
        return fullAfter();
    }

    @Override
    public long fullAfter() {
        return taken == 0 ? 0 : end();
    }

    /** Time until the window ends. */
    private long end() {
        return (window(now) + 1) * length() - now;
    }

    private long window(long moment) {
        return Math.floorDiv(moment, length());
    }

    private long length() {
        return Micros.of(band.per());
    }
}
