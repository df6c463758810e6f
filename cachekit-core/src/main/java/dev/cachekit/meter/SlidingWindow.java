package dev.cachekit.meter;

import dev.cachekit.Band;
import java.util.Arrays;

/**
 * Counts in sub-windows, ten to the window. Any window touches at most eleven of them, so what these have granted together
 * never exceeds the permits, wherever the window begins. Under pressure a permit is held up by at most one sub-window:
 * 10/11 of the rate are granted at least.
 */
final class SlidingWindow implements Meter {

    private static final int PARTS = 10;

    private final Band band;
    private final long now;

    /** Permits taken in the sub-window of the moment and the ten before it, the oldest first. Never changed. */
    private final long[] taken;

    private SlidingWindow(Band band, long now, long[] taken) {
        this.band = band;
        this.now = now;
        this.taken = taken;
    }

    static SlidingWindow full(Band band, long now) {
        return new SlidingWindow(band, now, new long[PARTS + 1]);
    }

    @Override
    public Band band() {
        return band;
    }

    @Override
    public Meter under(Band changed) {
        return new SlidingWindow(changed, now, taken);
    }

    /** What was taken in a sub-window that the clock has gone back from counts as taken in the present one. */
    @Override
    public Meter at(long moment) {
        int passed = (int) Math.max(0, Math.min(taken.length, part(moment) - part(now)));
        long[] then = new long[taken.length];
        System.arraycopy(taken, passed, then, 0, taken.length - passed);
        return new SlidingWindow(band, moment, then);
    }

    @Override
    public long waitFor(long cost) {
        long missing = cost - unused();
        for (int i = 0; missing > 0; i++) {
            missing -= taken[i];
            if (missing <= 0) {
                return leaves(i);
            }
        }
        return 0;
    }

    @Override
    public Meter take(long cost) {
        long[] then = taken.clone();
        then[PARTS] += cost;
        return new SlidingWindow(band, now, then);
    }

    /** What was taken last comes back first. */
    @Override
    public Meter giveBack(long cost) {
        long[] then = taken.clone();
        long left = cost;
        for (int i = PARTS; i >= 0 && left > 0; i--) {
            long back = Math.min(left, then[i]);
            then[i] -= back;
            left -= back;
        }
        return new SlidingWindow(band, now, then);
    }

    @Override
    public long remaining() {
        return Math.max(0, unused());
    }

    /** Below zero if the limit was lowered. */
    private long unused() {
        return band.permits() - Arrays.stream(taken).sum();
    }

    @Override
    public long moreAfter() {
        for (int i = 0; i <= PARTS; i++) {
            if (taken[i] > 0) {
                return leaves(i);
            }
        }
        return 0;
    }

    @Override
    public long fullAfter() {
        for (int i = PARTS; i >= 0; i--) {
            if (taken[i] > 0) {
                return leaves(i);
            }
        }
        return 0;
    }

    /** Time until a sub-window no longer counts: when it and the ten after it have passed. */
    private long leaves(int index) {
        return (part(now) + index + 1) * length() - now;
    }

    private long part(long moment) {
        return Math.floorDiv(moment, length());
    }

    /** Rounded up, so that ten of them are never shorter than the window. */
    private long length() {
        return (Micros.of(band.per()) + PARTS - 1) / PARTS;
    }
}
