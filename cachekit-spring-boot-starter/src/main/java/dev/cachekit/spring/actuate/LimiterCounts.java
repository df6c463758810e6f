package dev.cachekit.spring.actuate;

import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spi.LimitListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts for operators what rate limiters decided in this process, of most names apart. Safe for use by many threads. */
public final class LimiterCounts implements LimitListener {

    private final BoundedNames names = new BoundedNames();
    private final ConcurrentMap<String, Counts> byName = new ConcurrentHashMap<>();

    /** Begins with nothing. */
    public LimiterCounts() {}

    private static final class Counts {
        private final LongAdder granted = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder shadowed = new LongAdder();
        private final LongAdder failures = new LongAdder();
    }

    private Counts of(String limiter) {
        return byName.computeIfAbsent(names.of(limiter), first -> new Counts());
    }

    @Override
    public void onPermitGranted(String limiter) {
        of(limiter).granted.increment();
    }

    @Override
    public void onPermitRefused(String limiter, String reason) {
        of(limiter).refused.increment();
    }

    @Override
    public void onPermitShadowed(String limiter) {
        of(limiter).shadowed.increment();
    }

    @Override
    public void onLimitStoreFailure(String limiter, Throwable failure) {
        of(limiter).failures.increment();
    }

    /** Tells whether nothing is counted under this name, because there were too many before it. */
    boolean isAmongOthers(String limiter) {
        return !names.has(limiter) && names.has(BoundedNames.OTHER);
    }

    /** All zero if nothing was counted under this name. */
    Map<String, Number> figures(String limiter) {
        Counts known = byName.get(limiter);
        Counts of = known == null ? new Counts() : known;
        Map<String, Number> shown = new LinkedHashMap<>();
        shown.put("granted", of.granted.sum());
        shown.put("refused", of.refused.sum());
        shown.put("shadowed", of.shadowed.sum());
        shown.put("failures", of.failures.sum());
        return shown;
    }
}
