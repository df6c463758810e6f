package dev.cachekit.strategy;

import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Invalidations that the store did not acknowledge. They are sent again until it does, and until then this process reads
 * none of their keys from the cache. Safe for use by many threads.
 *
 * <p>Bounded: beyond {@value #LIMIT} keys whole caches take the place of single keys, which costs hits but loses nothing.
 */
final class PendingInvalidations {

    static final int LIMIT = 100_000;
    private static final int BATCH = 1_000;
    private static final String EVERYTHING = "*";
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

    /** Some keys of a cache. */
    private record Glob(CacheSpace space, String pattern) {}

    private final CachePorts ports;
    private final AtomicBoolean retrying = new AtomicBoolean();
    private final AtomicLong calls = new AtomicLong();

    /** What is pending, with the number of the call that made it so: a late answer must not clear what came after it. */
    private final Map<EntryKey, Long> keys = new ConcurrentHashMap<>();

    private final Map<Glob, Long> globs = new ConcurrentHashMap<>();

    PendingInvalidations(CachePorts ports) {
        this.ports = ports;
    }

    /** Tells whether a key must not be read from the cache. */
    boolean covers(EntryKey key) {
        return !isEmpty() && (keys.containsKey(key) || coversSpace(key.space()));
    }

    boolean isEmpty() {
        return keys.isEmpty() && globs.isEmpty();
    }

    int size() {
        return keys.size() + globs.size();
    }

    void add(Collection<EntryKey> unacknowledged) {
        long call = calls.incrementAndGet();
        unacknowledged.forEach(key -> keys.merge(key, call, Math::max));
        keepWithinLimit();
        retryAfter(FIRST_DELAY);
    }

    void add(Removal removal) {
        if (removal instanceof Removal.Keys some) {
            add(some.keys());
        } else if (removal instanceof Removal.Pattern pattern) {
            addPattern(pattern.space(), pattern.glob());
        } else if (removal instanceof Removal.OfCache part) {
            addPattern(part.space(), EVERYTHING);
        }
    }

    void addPattern(CacheSpace space, String pattern) {
        globs.merge(new Glob(space, pattern), calls.incrementAndGet(), Math::max);
        retryAfter(FIRST_DELAY);
    }

    private boolean coversSpace(CacheSpace space) {
        return globs.keySet().stream().anyMatch(glob -> glob.space().equals(space));
    }

    private void keepWithinLimit() {
        if (keys.size() <= LIMIT) {
            return;
        }
        Map<CacheSpace, Long> spaces = new HashMap<>();
        keys.keySet().forEach(key -> spaces.computeIfAbsent(key.space(), space -> calls.incrementAndGet()));
        spaces.forEach((space, call) -> globs.merge(new Glob(space, EVERYTHING), call, Math::max));
        // only now: at no moment may a pending key be uncovered; and not what came later, which the glob may have
        // passed
        keys.entrySet()
                .removeIf(entry ->
                        entry.getValue() < spaces.getOrDefault(entry.getKey().space(), 0L));
    }

    private void retryAfter(Duration delay) {
        if (retrying.compareAndSet(false, true)) {
            ports.scheduler().after(delay, () -> retry(delay));
        }
    }

    private void retry(Duration delay) {
        Duration limit = keys.isEmpty() ? CacheInvalidator.LONGEST_SCAN : LONGEST_DELAY;
        Stages.begun(() -> keys.isEmpty() ? retryGlob() : retryKeys())
                .toCompletableFuture()
                .copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS) // without an answer: send again
                .whenComplete((done, failure) -> {
                    retrying.set(false);
                    if (!isEmpty()) {
                        retryAfter(failure == null ? AT_ONCE : longerThan(delay));
                    }
                });
    }

    private CompletionStage<Void> retryKeys() {
        Map<EntryKey, Long> batch = new HashMap<>();
        keys.entrySet().stream().limit(BATCH).forEach(entry -> batch.put(entry.getKey(), entry.getValue()));
        return ports.entries().invalidate(batch.keySet()).thenRun(() -> batch.forEach(keys::remove));
    }

    private CompletionStage<Void> retryGlob() {
        for (Map.Entry<Glob, Long> entry : globs.entrySet()) {
            Glob glob = entry.getKey();
            Long call = entry.getValue();
            return ports.entries()
                    .invalidatePattern(glob.space(), glob.pattern())
                    .thenAccept(removed -> globs.remove(glob, call));
        }
        return CompletableFuture.completedFuture(null);
    }

    private static Duration longerThan(Duration delay) {
        Duration twice = delay.multipliedBy(2);
        return twice.compareTo(LONGEST_DELAY) < 0 ? twice : LONGEST_DELAY;
    }
}
