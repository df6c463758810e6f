package dev.cachekit.test;

import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.LimitListener;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what caches and rate limiters tell. Safe for use by many threads. */
final class EventCounter implements CacheListener, LimitListener {

    static final String HIT = "hit";
    static final String NEAR_HIT = "near hit";
    static final String MISS = "miss";
    static final String LOAD = "load";
    static final String FAILED_LOAD = "failed load";
    static final String STALE = "stale value served";
    static final String PUT = "put";
    static final String INVALIDATED = "invalidated key";
    static final String GRANTED = "call granted";
    static final String REFUSED = "call refused";
    static final String SHADOWED = "call that shadow mode lets pass";

    private final Map<Event, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * What happened to whom.
     *
     * @param name the name of the cache or limiter
     * @param what what happened, in words
     */
    record Event(String name, String what) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : what.compareTo(other.what);
        }
    }

    /** Returns the counts as they stand, in order. */
    Map<Event, Long> counts() {
        Map<Event, Long> copy = new TreeMap<>();
        counts.forEach((event, count) -> copy.put(event, count.sum()));
        return copy;
    }

    /** Returns what was counted since then. */
    Map<Event, Long> since(Map<Event, Long> before) {
        Map<Event, Long> added = counts();
        before.forEach((event, count) -> added.merge(event, -count, Long::sum));
        added.values().removeIf(count -> count == 0);
        return added;
    }

    @Override
    public void onHit(String cache) {
        add(cache, HIT);
    }

    @Override
    public void onNearHit(String cache) {
        add(cache, NEAR_HIT);
    }

    @Override
    public void onMiss(String cache) {
        add(cache, MISS);
    }

    @Override
    public void onLoad(String cache, Duration time, boolean success) {
        add(cache, success ? LOAD : FAILED_LOAD);
    }

    @Override
    public void onWait(String cache, Duration time) {
        add(cache, "wait for another caller's load");
    }

    @Override
    public void onFillRefused(String cache, String reason) {
        add(cache, "value not stored (" + reason + ")");
    }

    @Override
    public void onPut(String cache) {
        add(cache, PUT);
    }

    @Override
    public void onInvalidate(String cache, long keys) {
        counts.computeIfAbsent(new Event(cache, INVALIDATED), event -> new LongAdder())
                .add(keys);
    }

    @Override
    public void onUnreadable(String cache, String reason) {
        add(cache, "unreadable entry (" + reason + ")");
    }

    @Override
    public void onStoreFailure(String cache, String operation, Throwable failure) {
        add(cache, "store failure (" + operation + ")");
    }

    @Override
    public void onStale(String cache, String reason) {
        add(cache, STALE);
    }

    @Override
    public void onReload(String cache, String outcome) {
        add(cache, "reload in the background (" + outcome + ")");
    }

    @Override
    public void onPermitGranted(String limiter) {
        add(limiter, GRANTED);
    }

    @Override
    public void onPermitRefused(String limiter, String reason) {
        add(limiter, REFUSED);
    }

    @Override
    public void onPermitShadowed(String limiter) {
        add(limiter, SHADOWED);
    }

    @Override
    public void onLimitStoreFailure(String limiter, Throwable failure) {
        add(limiter, "store failure (take)");
    }

    private void add(String name, String what) {
        counts.computeIfAbsent(new Event(name, what), event -> new LongAdder()).increment();
    }
}
