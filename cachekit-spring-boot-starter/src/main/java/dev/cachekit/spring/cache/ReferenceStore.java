package dev.cachekit.spring.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects of this process by keys of any type. What was read for a key is kept only if nothing has changed the key since the
 * reading began: every change of a key and every keeping of a reading is one step under the lock of the key's readings. Safe
 * for use by many threads.
 */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
final class ReferenceStore {

    private final Supplier<CacheSettings> inForce;
    private final Cache<Object, Kept> entries;
    private final ConcurrentMap<Object, ReferenceReading> readings = new ConcurrentHashMap<>();
    private final ReferenceLoads loads = new ReferenceLoads(this);

    ReferenceStore(Supplier<CacheSettings> inForce, Scheduler clock) {
        this.inForce = inForce;
        this.entries = Caffeine.newBuilder()
                .expireAfter(Expiry.writing((Object key, Kept kept) -> kept.lifetime()))
                .ticker(clock::nanoTime)
                .build();
    }

    /**
     * An object that is kept.
     *
     * @param value the object
     * @param lifetime how long it is kept
     */
    record Kept(@Nullable Object value, Duration lifetime) {}

    /** Whether reads use the cache. If not they keep nothing either; what puts or evicts goes on. */
    boolean isEnabled() {
        return inForce.get().enabled();
    }

    /** What a read may have. */
    @Nullable
    Kept find(Object key) {
        return isEnabled() ? entries.getIfPresent(key) : null;
    }

    boolean holds(Object key) {
        return entries.getIfPresent(key) != null;
    }

    ReferenceLoads loads() {
        return loads;
    }

    Duration maxWait() {
        return inForce.get().maxWait();
    }

    void put(Object key, @Nullable Object value) {
        loads.forget(key);
        readings.compute(key, (same, reading) -> {
            keep(key, value);
            return null;
        });
    }

    @Nullable
    Kept putIfAbsent(Object key, @Nullable Object value) {
        Optional<Duration> lifetime = lifetimeOf(value);
        if (lifetime.isEmpty()) {
            return null;
        }
        Kept[] there = new Kept[1];
        readings.compute(key, (same, reading) -> {
            there[0] = entries.asMap().putIfAbsent(key, new Kept(value, lifetime.get()));
            return there[0] == null ? null : reading;
        });
        if (there[0] == null) {
            loads.forget(key);
        }
        return there[0];
    }

    void remove(Object key) {
        loads.forget(key);
        readings.compute(key, (same, reading) -> {
            entries.invalidate(key);
            return null;
        });
    }

    /** No reading can be kept any more when the entries go. */
    void clear() {
        loads.forgetAll();
        readings.clear();
        entries.invalidateAll();
    }

    /** Begins to read for a key; must be ended. */
    ReferenceReading read(Object key) {
        return readings.compute(
                key, (same, reading) -> (reading == null ? new ReferenceReading(key) : reading).joined());
    }

    /** Ends a reading with what was read, which is kept unless the key was changed. */
    void keep(ReferenceReading mine, @Nullable Object value) {
        end(mine, () -> {
            if (isEnabled()) {
                keep(mine.key(), value);
            }
        });
    }

    /** Ends a reading. */
    void end(ReferenceReading mine) {
        end(mine, () -> {});
    }

    private void end(ReferenceReading mine, Runnable keep) {
        readings.computeIfPresent(mine.key(), (same, reading) -> {
            if (!reading.equals(mine)) {
                return reading;
            }
            keep.run();
            return reading.left() ? null : reading;
        });
    }

    private void keep(Object key, @Nullable Object value) {
        lifetimeOf(value)
                .ifPresentOrElse(
                        lifetime -> entries.put(key, new Kept(value, lifetime)), () -> entries.invalidate(key));
    }

    private Optional<Duration> lifetimeOf(@Nullable Object value) {
        CacheSettings settings = inForce.get();
        Optional<Ttl> ttl = value == null ? settings.nullTtl() : Optional.of(settings.ttl());
        return ttl.map(full -> full.shortenedBy(
                        settings.jitter() * ThreadLocalRandom.current().nextDouble())
                .duration());
    }
}
