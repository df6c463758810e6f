package dev.cachekit.strategy;

import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes down what the caches tell, one word or two per event. */
final class EventLog implements CacheListener {

    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    /** Of removals that the store has acknowledged. */
    final Queue<Duration> lags = new ConcurrentLinkedQueue<>();

    /** Of values that were written. */
    final Queue<Integer> sizes = new ConcurrentLinkedQueue<>();

    List<String> all() {
        return List.copyOf(events);
    }

    long count(String event) {
        return events.stream().filter(event::equals).count();
    }

    @Override
    public void onHit(String cache) {
        events.add("hit");
    }

    @Override
    public void onNearHit(String cache) {
        events.add("near hit");
    }

    @Override
    public void onMiss(String cache) {
        events.add("miss");
    }

    @Override
    public void onLoad(String cache, Duration time, boolean success) {
        events.add(success ? "load" : "failed load");
    }

    @Override
    public void onWait(String cache, Duration time) {
        events.add("wait");
    }

    @Override
    public void onFillRefused(String cache, String reason) {
        events.add("refused " + reason);
    }

    @Override
    public void onPut(String cache) {
        events.add("put");
    }

    @Override
    public void onInvalidate(String cache, long keys) {
        events.add("invalidate");
    }

    @Override
    public void onInvalidated(String cache, Duration lag) {
        lags.add(lag);
    }

    @Override
    public void onPut(String cache, int bytes) {
        sizes.add(bytes);
        onPut(cache);
    }

    @Override
    public void onUnreadable(String cache, String reason) {
        events.add("unreadable");
    }

    @Override
    public void onStoreFailure(String cache, String operation, Throwable failure) {
        events.add("failure " + operation);
    }

    @Override
    public void onStale(String cache, String reason) {
        events.add("stale " + reason);
    }

    @Override
    public void onReload(String cache, String outcome) {
        events.add("reload " + outcome);
    }

    @Override
    public void onHiddenFailure(String cache, Throwable failure) {
        events.add("hidden failure");
    }

    @Override
    public void onSkipped(String cache, String work) {
        events.add("skipped " + work);
    }

    @Override
    public void onVerified(String cache, Verdict verdict) {
        events.add("verified " + verdict);
    }
}
