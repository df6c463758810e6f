package dev.cachekit.spring.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.call.Stages;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects of this process by keys of any type. A load is kept only if nothing has changed its key since it began. Safe for
 * use by many threads.
 */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
final class ReferenceStore {

    private final Supplier<CacheSettings> inForce;
    private final Cache<Object, Kept> entries;
    private final ConcurrentMap<Object, CompletableFuture<@Nullable Object>> loads = new ConcurrentHashMap<>();

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

    @Nullable
    Kept find(Object key) {
        return entries.getIfPresent(key);
    }

    /** What is under way would bring back what was before. */
    void put(Object key, @Nullable Object value) {
        loads.remove(key);
        keep(key, value);
    }

    @Nullable
    Kept putIfAbsent(Object key, @Nullable Object value) {
        Optional<Duration> lifetime = lifetimeOf(value);
        return lifetime.isEmpty() ? null : entries.asMap().putIfAbsent(key, new Kept(value, lifetime.get()));
    }

    void remove(Object key) {
        loads.remove(key);
        entries.invalidate(key);
    }

    void clear() {
        loads.clear();
        entries.invalidateAll();
    }

    /** Who comes while a load runs shares it. */
    CompletableFuture<@Nullable Object> load(Object key, Supplier<CompletableFuture<@Nullable Object>> start) {
        Kept kept = find(key);
        if (kept != null) {
            return CompletableFuture.completedFuture(kept.value());
        }
        CompletableFuture<@Nullable Object> mine = new CompletableFuture<>();
        CompletableFuture<@Nullable Object> first = loads.putIfAbsent(key, mine);
        if (first == null) {
            lead(key, mine, start);
            return mine.copy();
        }
        return first.copy();
    }

    /** The load before may have ended between the look-up and the beginning of this one. */
    private void lead(
            Object key, CompletableFuture<@Nullable Object> mine, Supplier<CompletableFuture<@Nullable Object>> start) {
        Kept kept = find(key);
        if (kept != null) {
            loads.remove(key, mine);
            mine.complete(kept.value());
            return;
        }
        Stages.begun(start::get).whenComplete((value, failure) -> {
            if (failure == null) {
                keepUnlessChanged(key, mine, value);
                mine.complete(value);
            } else {
                loads.remove(key, mine);
                mine.completeExceptionally(Stages.cause(failure));
            }
        });
    }

    private void keepUnlessChanged(Object key, CompletableFuture<@Nullable Object> mine, @Nullable Object value) {
        loads.computeIfPresent(key, (same, current) -> {
            if (!current.equals(mine)) {
                return current;
            }
            keep(key, value);
            return null;
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
