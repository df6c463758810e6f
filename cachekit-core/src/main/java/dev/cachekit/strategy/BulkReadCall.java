package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.strategy.CacheReader.Found;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One read of several keys: one look-up, then the leases of the missing keys all at once, one load for the keys granted,
 * their fills all at once; keys that others load are awaited last, so that two such reads cannot wait for each other.
 *
 * @param <V> the type of the values
 */
public final class BulkReadCall<V extends @Nullable Object> {

    private final CacheReader reader;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final List<EntryKey> keys;
    private final Set<EntryKey> readable;
    private final CallScope scope;
    private final Map<EntryKey, Found<V>> found = new LinkedHashMap<>();

    BulkReadCall(CacheReader reader, CacheRegion<V> region, Collection<EntryKey> keys, Caller caller) {
        this.reader = reader;
        this.ports = reader.ports();
        this.region = region;
        this.scope = new CallScope(ports, caller, region.settings().maxWait());
        this.keys = keys.stream().distinct().toList();
        this.readable = this.keys.stream()
                .filter(key -> !reader.isPending(key) && !scope.hasTouched(key))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Looks the keys up.
     *
     * @return what was found; keys without a value are left out
     */
    public CompletionStage<Map<EntryKey, Found<V>>> find() {
        return lookUp().thenApply(lookups -> {
            for (EntryKey key : keys) {
                reader.read(region, lookups.getOrDefault(key, new Lookup.Absent()))
                        .ifPresent(value -> found.put(key, value));
            }
            return found;
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

    private CompletionStage<Map<EntryKey, Lookup>> lookUp() {
        if (readable.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return Stages.either(
                scope.time().spend(() -> ports.entries().findAll(readable)),
                CompletableFuture::completedFuture,
                failure -> {
                    ports.listener().onStoreFailure(region.name(), "findAll", failure);
                    return CompletableFuture.completedFuture(Map.of());
                });
    }

    private CompletionStage<Map<EntryKey, Found<V>>> loadMissing(
            List<EntryKey> missing, Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> loader) {
        if (scope.fillRule() == FillRule.NEVER) {
            missing.forEach(key -> ports.listener().onFillRefused(region.name(), "open-transaction"));
            return loadUnstored(missing, loader);
        }
        List<EntryKey> storable = missing.stream().filter(readable::contains).toList();
        BulkLease<V> lease = new BulkLease<>(reader, region, storable, key -> single(key, loader), scope);
        return Stages.either(
                scope.time().spend(lease::request),
                replies -> {
                    lease.accept(replies);
                    return loadLeased(lease, missing, loader);
                },
                failure -> {
                    ports.listener().onStoreFailure(region.name(), "lease", failure);
                    lease.abandon();
                    return loadUnstored(missing, loader);
                });
    }

    private CompletionStage<Map<EntryKey, Found<V>>> loadLeased(
            BulkLease<V> lease,
            List<EntryKey> missing,
            Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> loader) {
        Set<EntryKey> others = lease.notGranted();
        List<EntryKey> own =
                missing.stream().filter(key -> !others.contains(key)).toList();
        return Stages.either(
                own.isEmpty()
                        ? CompletableFuture.completedFuture(Map.<EntryKey, V>of())
                        : reader.timed(region, () -> scope.begin(() -> lease.begin(() -> loader.apply(own)))),
                values -> scope.stored(region, lease.succeed(key -> valueOf(values, key)))
                        .thenCompose(done -> {
                            merge(own, values);
                            return awaitOthers(others, loader);
                        }),
                failure -> scope.stored(region, lease.fail(failure))
                        .thenCompose(done -> CompletableFuture.failedFuture(failure)));
    }

    private CompletionStage<Map<EntryKey, Found<V>>> loadUnstored(
            List<EntryKey> missing, Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> loader) {
        return reader.timed(region, () -> scope.begin(() -> loader.apply(missing)))
                .thenApply(values -> merge(missing, values));
    }

    private CompletionStage<Map<EntryKey, Found<V>>> awaitOthers(
            Collection<EntryKey> others, Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> loader) {
        CompletionStage<Map<EntryKey, Found<V>>> all = CompletableFuture.completedFuture(found);
        for (EntryKey key : others) {
            Load<V> one = single(key, loader);
            all = all.thenCompose(some -> new ReadCall<>(reader, region, key, one, scope)
                    .runUncounted()
                    .thenApply(value -> {
                        found.put(key, new Found<>(value));
                        return found;
                    }));
        }
        return all;
    }

    private Load<V> single(EntryKey key, Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> loader) {
        return Load.starting(region, () -> loader.apply(List.of(key)).thenApply(values -> valueOf(values, key)));
    }

    private Map<EntryKey, Found<V>> merge(List<EntryKey> some, Map<EntryKey, V> values) {
        some.forEach(key -> found.put(key, new Found<>(valueOf(values, key))));
        return found;
    }

    @SuppressWarnings("NullAway") // the loader's map has a value for each key it was asked for, null where V allows it
    private static <V extends @Nullable Object> V valueOf(Map<EntryKey, V> values, EntryKey key) {
        return values.get(key);
    }
}
