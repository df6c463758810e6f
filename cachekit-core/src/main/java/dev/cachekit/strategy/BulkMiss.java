package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.strategy.CacheReader.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a read of several keys does for those it did not find: it asks for their leases, loads what was granted, and awaits
 * what others load. Used by one call, one step at a time.
 *
 * @param <V> the type of the values
 */
final class BulkMiss<V extends @Nullable Object> {

    private final CacheReader reader;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final CallScope scope;
    private final BulkFallback<V> fallback;
    private final BulkLoad<V> load;
    private final Patience<Map<EntryKey, Found<V>>> patience;
    private final Map<EntryKey, Found<V>> found = new LinkedHashMap<>();

    BulkMiss(CacheReader reader, CacheRegion<V> region, CallScope scope, BulkFallback<V> fallback, BulkLoad<V> load) {
        this.reader = reader;
        this.ports = reader.ports();
        this.region = region;
        this.scope = scope;
        this.fallback = fallback;
        this.load = load;
        this.patience = new Patience<>(ports, region, scope, fallback);
    }

    /** Brings a value for each missing key, and stores those of the storable ones. */
    CompletionStage<Map<EntryKey, Found<V>>> load(List<EntryKey> missing, List<EntryKey> storable) {
        if (scope.fillRule() == FillRule.NEVER) {
            missing.forEach(key -> ports.listener().onFillRefused(region.name(), "open-transaction"));
            return loadUnstored(missing);
        }
        BulkLease<V> lease = new BulkLease<>(reader, region, load, fallback::token, scope);
        return Stages.either(
                requested(lease, storable),
                replies -> {
                    lease.accept(replies);
                    return loadLeased(lease, missing, replies);
                },
                failure -> {
                    ports.listener().onStoreFailure(region.name(), "lease", failure);
                    lease.abandon();
                    return reader.outage().run(scope, patience, () -> loadUnstored(missing));
                });
    }

    /** A value that rests after a failed reload is served, or else the load takes its place. */
    private CompletionStage<Map<EntryKey, LeaseReply>> requested(BulkLease<V> lease, List<EntryKey> storable) {
        return scope.time().spend(() -> lease.request(storable)).thenCompose(replies -> {
            List<EntryKey> refused = serveResting(replies);
            return refused.isEmpty()
                    ? CompletableFuture.completedFuture(replies)
                    : scope.time().spend(() -> lease.requestInstead(refused)).thenApply(more -> with(replies, more));
        });
    }

    private static Map<EntryKey, LeaseReply> with(Map<EntryKey, LeaseReply> replies, Map<EntryKey, LeaseReply> more) {
        Map<EntryKey, LeaseReply> all = new LinkedHashMap<>(replies);
        all.putAll(more);
        return all;
    }

    private CompletionStage<Map<EntryKey, Found<V>>> loadLeased(
            BulkLease<V> lease, List<EntryKey> missing, Map<EntryKey, LeaseReply> replies) {
        Set<EntryKey> others = new LinkedHashSet<>(replies.keySet());
        others.removeAll(lease.granted());
        List<EntryKey> own =
                missing.stream().filter(key -> !others.contains(key)).toList();
        others.removeAll(found.keySet());
        return loadOwn(lease, own).thenCompose(loaded -> {
            found.putAll(loaded);
            return awaitOthers(others);
        });
    }

    /** Answers which of the resting values cannot be served. */
    private List<EntryKey> serveResting(Map<EntryKey, LeaseReply> replies) {
        List<EntryKey> refused = new ArrayList<>();
        replies.forEach((key, reply) -> {
            if (reply instanceof LeaseReply.Resting) {
                fallback.confirmed(key, "throttled")
                        .ifPresentOrElse(value -> found.put(key, value), () -> refused.add(key));
            }
        });
        return refused;
    }

    private CompletionStage<Map<EntryKey, Found<V>>> loadOwn(BulkLease<V> lease, List<EntryKey> own) {
        if (own.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        fallback.standInFor(own);
        return patience.loadOrStale(
                () -> load.start().apply(own),
                (where, start) -> Stages.either(
                        reader.timed(region, () -> where.begin(() -> lease.begin(start))),
                        values -> where.stored(region, lease.succeed(key -> BulkLoad.valueOf(values, key)))
                                .thenApply(done -> founds(own, values)),
                        failure -> where.stored(region, lease.fail(failure))
                                .thenCompose(done -> CompletableFuture.failedFuture(failure))));
    }

    private CompletionStage<Map<EntryKey, Found<V>>> loadUnstored(List<EntryKey> missing) {
        fallback.standInFor(missing);
        return patience.loadOrStale(
                () -> load.start().apply(missing),
                (where, start) -> reader.timed(region, () -> where.begin(() -> Stages.begun(start)))
                        .thenApply(values -> founds(missing, values)));
    }

    private CompletionStage<Map<EntryKey, Found<V>>> awaitOthers(Collection<EntryKey> others) {
        CompletionStage<Map<EntryKey, Found<V>>> all = CompletableFuture.completedFuture(found);
        for (EntryKey key : others) {
            all = all.thenCompose(some -> new ReadCall<>(reader, region, key, load.single(region, key), scope)
                    .runUncounted()
                    .thenApply(value -> {
                        found.put(key, new Found<>(value));
                        return found;
                    }));
        }
        return all;
    }

    private Map<EntryKey, Found<V>> founds(Collection<EntryKey> some, Map<EntryKey, V> values) {
        Map<EntryKey, Found<V>> founds = new LinkedHashMap<>();
        some.forEach(key -> founds.put(key, new Found<>(BulkLoad.valueOf(values, key))));
        return founds;
    }
}
