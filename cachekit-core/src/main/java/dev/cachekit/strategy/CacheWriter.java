package dev.cachekit.strategy;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes to caches: plain puts, and writes that go to a database first. Safe for use by many threads.
 *
 * <p>A write that cannot reach the store becomes an invalidation that is sent until the store acknowledges it.
 */
public final class CacheWriter {

    /** How long a database write may take; after that its value is not stored. */
    static final Duration LONGEST_WRITE = Duration.ofSeconds(60);

    private final CachePorts ports;
    private final PendingInvalidations pending;
    private final Flights flights;

    CacheWriter(CachePorts ports, PendingInvalidations pending, Flights flights) {
        this.ports = ports;
        this.pending = pending;
        this.flights = flights;
    }

    /**
     * Stores a value, whatever is there. The later of two puts stays.
     *
     * @param region the cache
     * @param key the key
     * @param value the value
     * @param ttl its lifetime
     * @param caller how to wait
     * @param <V> the type of the value
     * @return done, also if the store did not answer
     */
    public <V extends @Nullable Object> CompletionStage<Void> put(
            CacheRegion<V> region, EntryKey key, V value, Ttl ttl, Caller caller) {
        Entry entry = entry(region, value);
        return Stages.either(
                new StoreTime(ports, caller).spend(() -> ports.entries().put(key, entry, ttl)),
                done -> {
                    ports.listener().onPut(region.name());
                    flights.invalidated(List.of(key));
                    return CompletableFuture.completedFuture(null);
                },
                failure -> dropped(region, key, "put", failure));
    }

    /**
     * Stores a value if there is none.
     *
     * @param region the cache
     * @param key the key
     * @param value the value
     * @param ttl its lifetime
     * @param caller how to wait
     * @param <V> the type of the value
     * @return whether it was stored; fails if the store did not answer
     */
    public <V extends @Nullable Object> CompletionStage<Boolean> putIfAbsent(
            CacheRegion<V> region, EntryKey key, V value, Ttl ttl, Caller caller) {
        Entry entry = entry(region, value);
        return Stages.either(
                new StoreTime(ports, caller).spend(() -> ports.entries().putIfAbsent(key, entry, ttl)),
                CompletableFuture::completedFuture,
                failure -> dropped(region, key, "put", failure)
                        .thenCompose(done -> CompletableFuture.failedFuture(failure)));
    }

    /**
     * Begins a write to the database whose key is known.
     *
     * @param region the cache
     * @param key the key
     * @param caller how to wait
     * @param <V> the type of the value
     * @return the write, to be settled when the database's outcome is known
     */
    public <V extends @Nullable Object> CompletionStage<PendingWrite<V>> begin(
            CacheRegion<V> region, EntryKey key, Caller caller) {
        Token writer = ports.tokens().get();
        flights.invalidated(List.of(key));
        return opened(region, "fence", caller, () -> ports.entries().fence(key, writer, LONGEST_WRITE))
                .thenApply(answered -> new PendingWrite<>(this, region, writer, null, answered));
    }

    /**
     * Begins a write to the database whose key will be known only afterwards.
     *
     * @param region the cache
     * @param caller how to wait
     * @param <V> the type of the value
     * @return the write, to be settled when the database's outcome is known
     */
    public <V extends @Nullable Object> CompletionStage<PendingWrite<V>> begin(CacheRegion<V> region, Caller caller) {
        Token writer = ports.tokens().get();
        LaneStamps[] before = new LaneStamps[1];
        return opened(region, "stamps", caller, () -> ports.entries().stamps().thenAccept(read -> before[0] = read))
                .thenApply(answered -> new PendingWrite<>(this, region, writer, before[0], answered));
    }

    private CompletionStage<Boolean> opened(
            CacheRegion<?> region, String operation, Caller caller, Supplier<CompletionStage<Void>> request) {
        return Stages.either(
                new StoreTime(ports, caller).spend(request),
                done -> CompletableFuture.completedFuture(true),
                failure -> {
                    ports.listener().onStoreFailure(region.name(), operation, failure);
                    return CompletableFuture.completedFuture(false);
                });
    }

    <V extends @Nullable Object> Entry entry(CacheRegion<V> region, V value) {
        return entry(region, value, ports.tokens().get(), null);
    }

    <V extends @Nullable Object> Entry entry(CacheRegion<V> region, V value, Token token, @Nullable Long version) {
        return new Entry(token, region.encode(value), ports.scheduler().now(), Duration.ZERO, version);
    }

    CompletionStage<Void> dropped(CacheRegion<?> region, EntryKey key, String operation, Throwable failure) {
        ports.listener().onStoreFailure(region.name(), operation, failure);
        flights.invalidated(List.of(key));
        pending.add(List.of(key));
        return CompletableFuture.completedFuture(null);
    }

    CachePorts ports() {
        return ports;
    }
}
