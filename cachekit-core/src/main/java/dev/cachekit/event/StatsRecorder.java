package dev.cachekit.event;

import dev.cachekit.CacheStats;
import dev.cachekit.spi.CacheListener;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the caches do, one set of counters per cache. Safe for use by many threads. */
public final class StatsRecorder implements CacheListener {

    private static final class Counters {
        final LongAdder hits = new LongAdder();
        final LongAdder nearHits = new LongAdder();
        final LongAdder misses = new LongAdder();
        final LongAdder loads = new LongAdder();
        final LongAdder loadFailures = new LongAdder();
        final LongAdder loadNanos = new LongAdder();
        final LongAdder waits = new LongAdder();
        final LongAdder fillsRefused = new LongAdder();
        final LongAdder puts = new LongAdder();
        final LongAdder invalidations = new LongAdder();
        final LongAdder unreadable = new LongAdder();
    }

    private final ConcurrentMap<String, Counters> byCache = new ConcurrentHashMap<>();

    /** Begins at zero. */
    public StatsRecorder() {}

    /**
     * Tells what was counted.
     *
     * @param cache the cache's name
     * @return its figures since the start
     */
    public CacheStats stats(String cache) {
        Counters counted = of(cache);
        long near = counted.nearHits.sum(); // once: what is left of the hits without them must never fall
        return new CacheStats(
                counted.hits.sum() + near,
                near,
                counted.misses.sum(),
                counted.loads.sum(),
                counted.loadFailures.sum(),
                counted.waits.sum(),
                counted.fillsRefused.sum(),
                counted.puts.sum(),
                counted.invalidations.sum(),
                counted.unreadable.sum(),
                Duration.ofNanos(counted.loadNanos.sum()));
    }

    @Override
    public void onHit(String cache) {
        of(cache).hits.increment();
    }

    @Override
    public void onNearHit(String cache) {
        of(cache).nearHits.increment();
    }

    @Override
    public Runnable nearHits(String cache) {
        return of(cache).nearHits::increment;
    }

    @Override
    public void onMiss(String cache) {
        of(cache).misses.increment();
    }

    @Override
    public void onLoad(String cache, Duration time, boolean success) {
        Counters counted = of(cache);
        (success ? counted.loads : counted.loadFailures).increment();
        counted.loadNanos.add(time.toNanos());
    }

    @Override
    public void onWait(String cache, Duration time) {
        of(cache).waits.increment();
    }

    @Override
    public void onFillRefused(String cache, String reason) {
        of(cache).fillsRefused.increment();
    }

    @Override
    public void onPut(String cache) {
        of(cache).puts.increment();
    }

    @Override
    public void onInvalidate(String cache, long keys) {
        of(cache).invalidations.add(keys);
    }

    @Override
    public void onUnreadable(String cache, String reason) {
        of(cache).unreadable.increment();
    }

    private Counters of(String cache) {
        Counters counted = byCache.get(cache);
        return counted != null ? counted : byCache.computeIfAbsent(cache, name -> new Counters());
    }
}
