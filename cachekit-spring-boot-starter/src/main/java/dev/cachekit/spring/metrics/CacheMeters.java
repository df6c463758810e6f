package dev.cachekit.spring.metrics;

import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Counts and times what caches do, but for what their statistics count already: that is read when somebody looks. Safe for
 * use by many threads.
 */
public final class CacheMeters implements CacheListener {

    /** Those that begin at zero when the store is there. */
    private static final List<StoreMeter> OF_THE_STORE =
            List.of(StoreMeter.BREAKER_CHANGES, StoreMeter.REPLAYED, StoreMeter.NEAR_DROPS);

    /** Those that begin at zero with their cache. */
    private static final List<CacheMeter> OF_A_CACHE = List.of(
            CacheMeter.LOADS,
            CacheMeter.WAITS,
            CacheMeter.STALE,
            CacheMeter.RELOADS,
            CacheMeter.SKIPPED,
            CacheMeter.HIDDEN_FAILURES,
            CacheMeter.FILLS_REFUSED,
            CacheMeter.NEAR_FILLS_REFUSED,
            CacheMeter.PAYLOAD,
            CacheMeter.INVALIDATION_LAG,
            CacheMeter.VERIFIED);

    private final MeterBook book;
    private final BoundedNames names = new BoundedNames(this::begin);

    /**
     * Makes a listener.
     *
     * @param registry keeps the meters
     */
    public CacheMeters(MeterRegistry registry) {
        this.book = new MeterBook(registry);
    }

    /** The name that a cache has in meters; its meters begin at zero. */
    String shown(String cache) {
        return names.of(cache);
    }

    /** Lets the meters of the store begin at zero. */
    void begin() {
        book.begin(OF_THE_STORE);
    }

    private void begin(String cache) {
        book.begin(OF_A_CACHE, cache);
        book.begin(List.of(CacheMeter.EVICTIONS), Names.ofCache(cache));
    }

    @Override
    public boolean hearsHits() {
        return false;
    }

    @Override
    public void onNearFillRefused(String cache) {
        book.counter(CacheMeter.NEAR_FILLS_REFUSED, shown(cache)).increment();
    }

    @Override
    public void onNearEviction(String cache) {
        book.counter(CacheMeter.EVICTIONS, Names.ofCache(shown(cache))).increment();
    }

    @Override
    public void onNearDropped(String reason) {
        book.counter(StoreMeter.NEAR_DROPS, reason).increment();
    }

    @Override
    public void onLoad(String cache, Duration time, boolean success) {
        book.timer(CacheMeter.LOADS, shown(cache), Names.ofResult(success)).record(time);
    }

    @Override
    public void onWait(String cache, Duration time) {
        book.timer(CacheMeter.WAITS, shown(cache)).record(time);
    }

    @Override
    public void onFillRefused(String cache, String reason) {
        book.counter(CacheMeter.FILLS_REFUSED, shown(cache), reason).increment();
    }

    @Override
    public void onPut(String cache, int bytes) {
        book.summary(CacheMeter.PAYLOAD, shown(cache)).record(bytes);
    }

    @Override
    public void onInvalidated(String cache, Duration lag) {
        book.timer(CacheMeter.INVALIDATION_LAG, shown(cache)).record(lag);
    }

    @Override
    public void onStoreFailure(String cache, String operation, Throwable failure) {
        book.counter(CacheMeter.STORE_FAILURES, shown(cache), operation).increment();
    }

    @Override
    public void onStale(String cache, String reason) {
        book.counter(CacheMeter.STALE, shown(cache), reason).increment();
    }

    @Override
    public void onReload(String cache, String outcome) {
        book.counter(CacheMeter.RELOADS, shown(cache), outcome).increment();
    }

    @Override
    public void onHiddenFailure(String cache, Throwable failure) {
        book.counter(CacheMeter.HIDDEN_FAILURES, shown(cache)).increment();
    }

    @Override
    public void onSkipped(String cache, String work) {
        book.counter(CacheMeter.SKIPPED, shown(cache), work).increment();
    }

    /** The one that should never happen is written so that it is seen. */
    @Override
    public void onVerified(String cache, Verdict verdict) {
        String result = verdict == Verdict.STALE ? "STALE" : verdict.name().toLowerCase(Locale.ROOT);
        book.counter(CacheMeter.VERIFIED, shown(cache), result).increment();
    }

    @Override
    public void onReplayed(int count) {
        book.counter(StoreMeter.REPLAYED).increment(count);
    }

    @Override
    public void onBreaker(String primary, BreakerState state) {
        book.counter(StoreMeter.BREAKER_CHANGES, Names.of(state)).increment();
    }
}
