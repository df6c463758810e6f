package dev.cachekit.spring.actuate;

import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spi.LockListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts for operators what happened to locks in this process, of most names apart. Safe for use by many threads. */
public final class LockCounts implements LockListener {

    private final BoundedNames names = new BoundedNames();
    private final ConcurrentMap<String, Counts> byName = new ConcurrentHashMap<>();

    /** Begins with nothing. */
    public LockCounts() {}

    private static final class Counts {
        private final LongAdder acquired = new LongAdder();
        private final LongAdder busy = new LongAdder();
        private final LongAdder released = new LongAdder();
        private final LongAdder lost = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final LongAdder waitedNanos = new LongAdder();
        private final LongAdder heldNanos = new LongAdder();
    }

    private Counts of(String lock) {
        return byName.computeIfAbsent(names.of(lock), first -> new Counts());
    }

    @Override
    public void onAcquired(String lock, Duration waited) {
        Counts of = of(lock);
        of.acquired.increment();
        of.waitedNanos.add(waited.toNanos());
    }

    @Override
    public void onBusy(String lock, Duration waited) {
        of(lock).busy.increment();
    }

    @Override
    public void onReleased(String lock, Duration held) {
        Counts of = of(lock);
        of.released.increment();
        of.heldNanos.add(held.toNanos());
    }

    @Override
    public void onLost(String lock) {
        of(lock).lost.increment();
    }

    @Override
    public void onLockFailure(String lock, Throwable failure) {
        of(lock).failures.increment();
    }

    Set<String> names() {
        return names.all();
    }

    boolean has(String lock) {
        return names.has(lock);
    }

    /** All zero if nothing was counted under this name. */
    Map<String, Number> figures(String lock) {
        Counts known = byName.get(lock);
        Counts of = known == null ? new Counts() : known;
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

    private static double average(long nanos, long count) {
        return count == 0 ? 0 : nanos / 1_000 / count / 1_000.0;
    }
}
