package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.strategy.CacheReader.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One read of several keys: one look-up, then the leases of the missing keys all at once, one load for the keys granted,
 * their fills all at once; keys that others load are awaited last.
 *
 * @param <V> the type of the values
 */
public final class BulkReadCall<V extends @Nullable Object> {

    private final CacheReader reader;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final List<EntryKey> keys;
    private final Caller caller;
    private final StoreTime time;
    private final Map<EntryKey, Found<V>> found = new LinkedHashMap<>();

    BulkReadCall(CacheReader reader, CacheRegion<V> region, Collection<EntryKey> keys, Caller caller) {
        this.reader = reader;
        this.ports = reader.ports();
        this.region = region;
        this.keys = List.copyOf(keys);
        this.caller = caller;
        this.time = new StoreTime(ports, caller);
    }

    /**
     * Looks the keys up.
     *
     * @return what was found; keys without a value are left out
     */
    public CompletionStage<Map<EntryKey, Found<V>>> find() {
        List<EntryKey> readable = keys.stream().filter(reader::mayRead).toList();
        return Stages.either(
                time.spend(() -> ports.entries().findAll(readable)),
                lookups -> {
                    lookups.forEach(this::note);
                    return CompletableFuture.completedFuture(found);
                },
                failure -> {
                    ports.listener().onStoreFailure(region.name(), "findAll", failure);
                    return CompletableFuture.completedFuture(found);
                });
    }

    /**
     * Looks the keys up and loads those without a value.
     *
     * @param loader loads many keys; its map has a value, or null, for each
     * @return a value for each key
     */
    public CompletionStage<Map<EntryKey, Found<V>>> load(
            Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> loader) {
        return find().thenCompose(some -> {
            List<EntryKey> missing =
                    keys.stream().filter(key -> !found.containsKey(key)).toList();
            return missing.isEmpty() ? CompletableFuture.completedFuture(found) : loadMissing(missing, loader);
        });
    }

    private void note(EntryKey key, Lookup lookup) {
        Optional<Found<V>> value = reader.read(region, lookup);
        value.ifPresent(present -> found.put(key, present));
    }

    private CompletionStage<Map<EntryKey, Found<V>>> loadMissing(
            List<EntryKey> missing, Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> loader) {
        if (ports.transactions().current().fillRule() != FillRule.NOW) {
            return loader.apply(missing).thenApply(values -> merged(missing, values));
        }
        BulkLease lease = new BulkLease(ports, region.settings().lease(), missing);
        return Stages.either(time.spend(lease::request), replies -> loadGranted(lease, loader), failure -> {
            ports.listener().onStoreFailure(region.name(), "lease", failure);
            lease.releaseAll();
            return loader.apply(missing).thenApply(values -> merged(missing, values));
        });
    }

    private CompletionStage<Map<EntryKey, Found<V>>> loadGranted(
            BulkLease lease, Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> loader) {
        List<EntryKey> granted = lease.granted();
        CompletionStage<Map<EntryKey, V>> values =
                granted.isEmpty() ? CompletableFuture.completedFuture(Map.of()) : loader.apply(granted);
        return Stages.either(
                        values,
                        loaded -> fillAll(lease, granted, loaded).thenApply(done -> merged(granted, loaded)),
                        failure -> {
                            lease.releaseAll();
                            return CompletableFuture.<Map<EntryKey, Found<V>>>failedFuture(failure);
                        })
                .thenCompose(some -> awaitOthers(lease.notGranted(), loader));
    }

    private CompletionStage<Void> fillAll(BulkLease lease, List<EntryKey> granted, Map<EntryKey, V> values) {
        List<CompletableFuture<Void>> fills = new ArrayList<>();
        for (EntryKey key : granted) {
            Load<V> load = Load.starting(region, () -> CompletableFuture.completedFuture(valueOf(values, key)));
            Fill<V> fill = new Fill<>(ports, region, key, lease.token(key), load, new StoreTime(ports, fillCaller()));
            Fill.Ending ending = fill.store(
                    fill.encode(valueOf(values, key)),
                    lease.age(),
                    ports.transactions().current());
            fills.add(ending.callerMayGo().toCompletableFuture());
        }
        lease.stopRenewal();
        return caller.await(CompletableFuture.allOf(fills.toArray(CompletableFuture[]::new)), ports.deadline())
                .exceptionally(failure -> null);
    }

    /** The fills of one call travel together; the call waits for all of them at the end. */
    private static Caller fillCaller() {
        return new Caller() {
            @Override
            public <T> CompletionStage<T> await(CompletionStage<T> stage, Duration atMost) {
                return stage;
            }
        };
    }

    /** Keys that others load: awaited one by one, after one's own load, so that two batches cannot wait for each other. */
    private CompletionStage<Map<EntryKey, Found<V>>> awaitOthers(
            List<EntryKey> others, Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> loader) {
        CompletionStage<Map<EntryKey, Found<V>>> all = CompletableFuture.completedFuture(found);
        for (EntryKey key : others) {
            Load<V> one =
                    Load.starting(region, () -> loader.apply(List.of(key)).thenApply(values -> valueOf(values, key)));
            all = all.thenCompose(some -> reader.get(region, key, one, caller).thenApply(value -> {
                found.put(key, new Found<>(value));
                return found;
            }));
        }
        return all;
    }

    private Map<EntryKey, Found<V>> merged(List<EntryKey> some, Map<EntryKey, V> values) {
        some.forEach(key -> found.put(key, new Found<>(valueOf(values, key))));
        return found;
    }

    @SuppressWarnings("NullAway") // the loader's map has a value for each key it was asked for, null where V allows it
    private static <V extends @Nullable Object> V valueOf(Map<EntryKey, V> values, EntryKey key) {
        return values.get(key);
    }
}
