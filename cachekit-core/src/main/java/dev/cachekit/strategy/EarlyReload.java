package dev.cachekit.strategy;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Freshness;
import java.time.Duration;

/**
 * Decides whether a hit on a value that is still fresh triggers its reload. Pure; the chance is given.
 *
 * <p>Beyond a share of the lifetime always. Before that by chance, the sooner the longer the last load took: an exponential
 * draw with the load time as its mean is compared with the time that is left, {@code -delta * beta * ln(random) >= left} with
 * {@code beta = 1}. So a value that takes long to load is ready before it expires, and of many readers hardly two begin at
 * the same time. Algorithm XFetch of A. Vattani, F. Chierichetti, K. Lowenstein, "Optimal Probabilistic Cache Stampede
 * Prevention", PVLDB 8(8), 2015.
 *
 * @param threshold the share of the lifetime, 0 for never any reload
 */
record EarlyReload(double threshold) {

    /** The part of a lifetime, at its end, in which every hit triggers a reload. */
    Duration reach(Ttl ttl) {
        boolean never = threshold <= 0 || ttl.isForever();
        return never ? Duration.ZERO : Duration.ofMillis((long) (ttl.duration().toMillis() * (1 - threshold)));
    }

    /**
     * Decides.
     *
     * @param freshness how old the value is, which is not stale
     * @param loadTime how long its load took
     * @param random drawn evenly between 0 and 1
     */
    boolean isDue(Freshness freshness, Duration loadTime, double random) {
        if (threshold <= 0 || freshness.ttl().isForever()) {
            return false;
        }
        double ttl = freshness.ttl().duration().toMillis();
        double left = freshness.left().toMillis();
        return freshness.age().toMillis() >= ttl * threshold || -loadTime.toMillis() * Math.log(random) >= left;
    }
}
