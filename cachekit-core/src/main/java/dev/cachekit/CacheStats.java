package dev.cachekit;

import java.time.Duration;

/**
 * What one process counted for one cache since its start. A snapshot: the figures are read one after the other while others
 * count on. They never go down.
 *
 * @param hits reads answered from the cache
 * @param nearHits those of the hits that were answered from this process, without asking the store
 * @param misses reads that found no entry
 * @param loads loads that ended well
 * @param loadFailures loads that ended with an exception
 * @param waits reads that waited for another caller's load
 * @param fillsRefused loaded values kept out of the cache, as by an invalidation during the load
 * @param puts values stored, after a load or by a put
 * @param invalidations removals asked for; one for each key, pattern, tag or clear
 * @param corrupt entries that could not be read and counted as misses
 * @param totalLoadTime time spent in loaders, failed ones included
 */
public record CacheStats(
        long hits,
        long nearHits,
        long misses,
        long loads,
        long loadFailures,
        long waits,
        long fillsRefused,
        long puts,
        long invalidations,
        long corrupt,
        Duration totalLoadTime) {

    private static final CacheStats EMPTY = new CacheStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO);

    /** The figures of a cache that was not used. */
    public static CacheStats empty() {
        return EMPTY;
    }

    /** Hits and misses together. */
    public long reads() {
        return hits + misses;
    }

    /** Share of reads answered from the cache, from 0 to 1; 1 if there was no read. */
    public double hitRatio() {
        long reads = reads();
        return reads == 0 ? 1.0 : (double) hits / reads;
    }
}
