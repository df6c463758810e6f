package dev.cachekit.spring.actuate;

import dev.cachekit.spi.LimitListener;
import dev.cachekit.spi.LockListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts for operators what locks and rate limiters did in this process. Safe for use by many threads. */
public final class OperationCounts implements LockListener, LimitListener {

    private final ConcurrentMap<String, Locked> locks = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Limited> limiters = new ConcurrentHashMap<>();

    /** Begins with nothing. */
    public OperationCounts() {}

    private static final class Locked {
        private final LongAdder acquired = new LongAdder();
        private final LongAdder busy = new LongAdder();
        private final LongAdder released = new LongAdder();
        private final LongAdder lost = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final LongAdder waitedNanos = new LongAdder();
        private final LongAdder heldNanos = new LongAdder();
    }

    private static final class Limited {
        private final LongAdder granted = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder shadowed = new LongAdder();
        private final LongAdder failures = new LongAdder();
    }

    private Locked ofLock(String name) {
        return locks.computeIfAbsent(name, same -> new Locked());
    }

    private Limited ofLimiter(String name) {
        return limiters.computeIfAbsent(name, same -> new Limited());
    }

    @Override
    public void onAcquired(String lock, Duration waited) {
        ofLock(lock).acquired.increment();
        ofLock(lock).waitedNanos.add(waited.toNanos());
    }

    @Override
    public void onBusy(String lock, Duration waited) {
        ofLock(lock).busy.increment();
    }

    @Override
    public void onReleased(String lock, Duration held) {
        ofLock(lock).released.increment();
        ofLock(lock).heldNanos.add(held.toNanos());
    }

    @Override
    public void onLost(String lock) {
        ofLock(lock).lost.increment();
    }

    @Override
    public void onLockFailure(String lock, Throwable failure) {
        ofLock(lock).failures.increment();
    }

    @Override
    public void onPermitGranted(String limiter) {
        ofLimiter(limiter).granted.increment();
    }

    @Override
    public void onPermitRefused(String limiter, String reason) {
        ofLimiter(limiter).refused.increment();
    }

    @Override
    public void onPermitShadowed(String limiter) {
        ofLimiter(limiter).shadowed.increment();
    }

    @Override
    public void onLimitStoreFailure(String limiter, Throwable failure) {
        ofLimiter(limiter).failures.increment();
    }

    Set<String> locks() {
        return new TreeSet<>(locks.keySet());
    }

    Map<String, Number> lock(String name) {
        Locked of = locks.getOrDefault(name, new Locked());
        Map<String, Number> shown = new LinkedHashMap<>();
        shown.put("acquired", of.acquired.sum());
        shown.put("busy", of.busy.sum());
        shown.put("released", of.released.sum());
        shown.put("lost", of.lost.sum());
        shown.put("failures", of.failures.sum());
        shown.put("averageWaitMillis", average(of.waitedNanos.sum(), of.acquired.sum()));
        shown.put("averageHeldMillis", average(of.heldNanos.sum(), of.released.sum()));
        return shown;
    }

    Map<String, Number> limiter(String name) {
        Limited of = limiters.getOrDefault(name, new Limited());
        Map<String, Number> shown = new LinkedHashMap<>();
        shown.put("granted", of.granted.sum());
        shown.put("refused", of.refused.sum());
        shown.put("shadowed", of.shadowed.sum());
        shown.put("failures", of.failures.sum());
        return shown;
    }

    private static double average(long nanos, long count) {
        return count == 0 ? 0 : nanos / 1_000 / count / 1_000.0;
    }
}
