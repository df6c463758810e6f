package dev.cachekit.near;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * The time as somebody has lately read it, for the map's own housekeeping: whether an entry may be served is decided by a
 * fresh reading. Almost never written, so that readers do not fight for it.
 */
final class SeenTime implements Ticker {

    private static final long RESOLUTION_NANOS = 10_000_000;

    private volatile long nanos;

    SeenTime(long nowNanos) {
        this.nanos = nowNanos;
    }

    void saw(long nowNanos) {
        if (nowNanos - nanos > RESOLUTION_NANOS) {
            nanos = nowNanos;
        }
    }

    @Override
    public long read() {
        return nanos;
    }
}
