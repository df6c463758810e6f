package dev.cachekit.spring.console;

import dev.cachekit.spi.CacheListener;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What caches do, but for what their statistics count already. Safe for use by many threads. */
public final class CacheFigures implements CacheListener {

    /** Of one cache. */
    static final class OfCache {
        final Latencies loads;
        final Counts stale = new Counts();
        final Counts fillsRefused = new Counts();
        final Counts storeFailures = new Counts();

        OfCache(LongSupplier nanoTime) {
            this.loads = new Latencies(nanoTime);
        }
    }

    private final ByName<OfCache> caches;

    /**
     * Begins at zero.
     *
     * @param nanoTime the time that runs
     */
    public CacheFigures(LongSupplier nanoTime) {
        this.caches = new ByName<>(() -> new OfCache(nanoTime));
    }

    private OfCache of(String cache) {
        return caches.of(cache);
    }

    OfCache shown(String cache) {
        return caches.shown(cache);
    }

    boolean isShared(String cache) {
        return caches.isShared(cache);
    }

    @Override
    public boolean hearsHits() {
        return false;
    }

    @Override
    public void onLoad(String cache, Duration time, boolean success) {
        of(cache).loads.record(time);
    }

    @Override
    public void onStale(String cache, String reason) {
        of(cache).stale.add(reason);
    }

    @Override
    public void onFillRefused(String cache, String reason) {
        of(cache).fillsRefused.add(reason);
    }

    @Override
    public void onStoreFailure(String cache, String operation, Throwable failure) {
        of(cache).storeFailures.add(operation);
    }
}
