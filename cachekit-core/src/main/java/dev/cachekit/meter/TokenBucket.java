package dev.cachekit.meter;

import dev.cachekit.Band;

/**
 * Counts by the generic cell rate algorithm (ITU-T I.371), in its form of a leaking bucket: what was taken leaks out at the
 * rate of the band, and no more than the burst fits in. Counting permits and not the time until they are back keeps the
 * figures small, so that no rate is too high for their precision.
 *
 * @param band how to count
 * @param now the moment
 * @param out permits that are not back yet; more than the burst if places are reserved
 */
record TokenBucket(Band band, long now, double out) implements Meter {

    /** In permits: more than all rounding, and less than anybody notices. */
    private static final double TOLERANCE = 1e-6;

    static TokenBucket full(Band band, long now) {
        return new TokenBucket(band, now, 0);
    }

    @Override
    public Meter under(Band changed) {
        return new TokenBucket(changed, now, out);
    }

    @Override
    public Meter at(long moment) {
        double back = Math.max(0, moment - now) / perPermit();
        return new TokenBucket(band, moment, Math.max(0, out - back));
    }

    @Override
    public long waitFor(long cost) {
        double missing = out + cost - band.burst();
        return missing > TOLERANCE ? micros(missing) : 0;
    }

    @Override
    public Meter take(long cost) {
        return new TokenBucket(band, now, out + cost);
    }

    @Override
    public Meter giveBack(long cost) {
        return new TokenBucket(band, now, Math.max(0, out - cost));
    }

    @Override
    public long remaining() {
        return Math.max(0, (long) Math.floor(band.burst() - out + TOLERANCE));
    }

    @Override
    public long moreAfter() {
        long next = remaining() + 1;
        return next > band.burst() ? 0 : waitFor(next);
    }

    @Override
    public long fullAfter() {
        return out > TOLERANCE ? micros(out) : 0;
    }

    /** Time in which so many permits come back. */
    private long micros(double permits) {
        return (long) Math.ceil(permits * perPermit());
    }

    private double perPermit() {
        return Micros.of(band.per()) / (double) band.permits();
    }
}
