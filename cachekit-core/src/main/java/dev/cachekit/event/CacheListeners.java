package dev.cachekit.event;

import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners. One that throws harms neither the call nor the others. */
final class CacheListeners implements CacheListener {

    private static final Logger log = LoggerFactory.getLogger(CacheListeners.class);

    private final List<CacheListener> hearingHits;
    private final Audience<CacheListener> hits;
    private final Audience<CacheListener> audience;

    CacheListeners(List<CacheListener> listeners) {
        this.hearingHits = listeners.stream().filter(CacheListener::hearsHits).toList();
        this.hits = new Audience<>(hearingHits);
        this.audience = new Audience<>(listeners);
    }

    @Override
    public void onHit(String cache) {
        hits.tell(listener -> listener.onHit(cache));
    }

    @Override
    public void onNearHit(String cache) {
        nearHits(cache).run();
    }

    @Override
    public Runnable nearHits(String cache) {
        return new NearHits(
                hearingHits.stream().map(listener -> nearHits(listener, cache)).toArray(Runnable[]::new));
    }

    private static Runnable nearHits(CacheListener listener, String cache) {
        try {
            return Objects.requireNonNull(listener.nearHits(cache));
        } catch (Throwable failure) {
            log.debug("Listener {} failed", listener, failure);
            return () -> listener.onNearHit(cache);
        }
    }

    /** Written out: it is told most often by far, and must not make an object for each hit. */
    private record NearHits(Runnable[] told) implements Runnable {

        @Override
        public void run() {
            for (Runnable one : told) {
                try {
                    one.run();
                } catch (Throwable failure) { // an Error, too, must not end what the call has begun
                    log.debug("Listener {} failed", one, failure);
                }
            }
        }
    }

    @Override
    public void onNearFillRefused(String cache) {
        audience.tell(listener -> listener.onNearFillRefused(cache));
    }

    @Override
    public void onNearEviction(String cache) {
        audience.tell(listener -> listener.onNearEviction(cache));
    }

    @Override
    public void onNearDropped(String reason) {
        audience.tell(listener -> listener.onNearDropped(reason));
    }

    @Override
    public void onMiss(String cache) {
        audience.tell(listener -> listener.onMiss(cache));
    }

    @Override
    public void onLoad(String cache, Duration time, boolean success) {
        audience.tell(listener -> listener.onLoad(cache, time, success));
    }

    @Override
    public void onWait(String cache, Duration time) {
        audience.tell(listener -> listener.onWait(cache, time));
    }

    @Override
    public void onFillRefused(String cache, String reason) {
        audience.tell(listener -> listener.onFillRefused(cache, reason));
    }

    @Override
    public void onPut(String cache) {
        audience.tell(listener -> listener.onPut(cache));
    }

    @Override
    public void onPut(String cache, int bytes) {
        audience.tell(listener -> listener.onPut(cache, bytes));
    }

    @Override
    public void onInvalidated(String cache, Duration lag) {
        audience.tell(listener -> listener.onInvalidated(cache, lag));
    }

    @Override
    public void onInvalidate(String cache, long keys) {
        audience.tell(listener -> listener.onInvalidate(cache, keys));
    }

    @Override
    public void onUnreadable(String cache, String reason) {
        audience.tell(listener -> listener.onUnreadable(cache, reason));
    }

    @Override
    public void onStoreFailure(String cache, String operation, Throwable failure) {
        audience.tell(listener -> listener.onStoreFailure(cache, operation, failure));
    }

    @Override
    public void onStale(String cache, String reason) {
        audience.tell(listener -> listener.onStale(cache, reason));
    }

    @Override
    public void onReload(String cache, String outcome) {
        audience.tell(listener -> listener.onReload(cache, outcome));
    }

    @Override
    public void onHiddenFailure(String cache, Throwable failure) {
        audience.tell(listener -> listener.onHiddenFailure(cache, failure));
    }

    @Override
    public void onSkipped(String cache, String work) {
        audience.tell(listener -> listener.onSkipped(cache, work));
    }

    @Override
    public void onVerified(String cache, Verdict verdict) {
        audience.tell(listener -> listener.onVerified(cache, verdict));
    }

    @Override
    public void onPending(int count) {
        audience.tell(listener -> listener.onPending(count));
    }

    @Override
    public void onReplayed(int count) {
        audience.tell(listener -> listener.onReplayed(count));
    }

    @Override
    public void onBreaker(String primary, BreakerState state) {
        audience.tell(listener -> listener.onBreaker(primary, state));
    }
}
