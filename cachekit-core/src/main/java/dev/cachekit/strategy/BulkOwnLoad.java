package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.strategy.CacheReader.Found;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loads that a read of several keys runs itself: under leases, without them for those who may join, or for the call alone. Used
 * by one call, one step at a time.
 *
 * @param <V> the type of the values
 */
final class BulkOwnLoad<V extends @Nullable Object> {

    private final ReadParts parts;
    private final CacheRegion<V> region;
    private final CallScope scope;
    private final BulkFallback<V> fallback;
    private final BulkLoad<V> load;
    private final Function<EntryKey, NearFill<V>> near;
    private final Patience<Map<EntryKey, Found<V>>> patience;
    private final BulkWait<V> others;

    BulkOwnLoad(
            ReadParts parts,
            CacheRegion<V> region,
            CallScope scope,
            BulkFallback<V> fallback,
            BulkLoad<V> load,
            Function<EntryKey, NearFill<V>> near,
            Patience<Map<EntryKey, Found<V>>> patience,
            BulkWait<V> others) {
        this.parts = parts;
        this.region = region;
        this.scope = scope;
        this.fallback = fallback;
        this.load = load;
        this.near = near;
        this.patience = patience;
        this.others = others;
    }

    /** Loads what was granted, and stores it. */
    CompletionStage<Map<EntryKey, Found<V>>> leased(BulkLease<V> lease, List<EntryKey> granted) {
        return together(lease, granted, turn(List.of()));
    }

    private CompletionStage<Map<EntryKey, Found<V>>> together(
            BulkLease<V> lease, List<EntryKey> own, BulkTurn<V> turn) {
        if (own.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        fallback.standInFor(own);
        return patience.loadOrStale(
                () -> load.start().apply(own),
                (where, start) -> landed(lease, own, turn, where, start).whenComplete((done, failure) -> {
                    if (failure != null) {
                        turn.fail(Stages.cause(failure));
                    }
                }));
    }

    private CompletionStage<Map<EntryKey, Found<V>>> landed(
            BulkLease<V> lease,
            List<EntryKey> own,
            BulkTurn<V> turn,
            CallScope where,
            Supplier<CompletionStage<Map<EntryKey, V>>> start) {
        return Stages.either(
                parts.loads().begin(region, where, () -> lease.begin(() -> turn.begin(start))),
                values -> {
                    CompletionStage<Void> sent = lease.succeed(key -> BulkLoad.valueOf(values, key));
                    others.land(own, key -> BulkLoad.valueOf(values, key));
                    turn.land(values);
                    return where.stored(region, sent).thenApply(done -> BulkFinds.of(own, values));
                },
                failure -> {
                    CompletionStage<Void> sent = lease.fail(failure);
                    others.fail(own, failure);
                    turn.fail(failure);
                    return where.stored(region, sent).thenCompose(done -> CompletableFuture.failedFuture(failure));
                });
    }

    /** Loads what was granted together with what the store cannot be asked for, of which others may load some now. */
    CompletionStage<Map<EntryKey, Found<V>>> inTurn(
            BulkLease<V> lease, List<EntryKey> wanted, Map<EntryKey, LeaseReply> replies) {
        BulkTurn<V> turn = turn(wanted.stream()
                .filter(key -> !replies.containsKey(key) && !scope.inTransaction())
                .toList());
        turn.joined().forEach(others::join);
        List<EntryKey> own =
                wanted.stream().filter(key -> !turn.joined().containsKey(key)).toList();
        Supplier<CompletionStage<Map<EntryKey, Found<V>>>> lead =
                () -> parts.outage().run(scope, patience, () -> together(lease, own, turn));
        return turn.isReady()
                ? lead.get()
                : scope.await(turn.ready(), patience.turnLeft(), ready -> lead.get(), late -> lead.get());
    }

    private BulkTurn<V> turn(List<EntryKey> keys) {
        return new BulkTurn<>(parts, region, keys, load, near);
    }

    /** Loads for this call alone, and stores nothing. */
    CompletionStage<Map<EntryKey, Found<V>>> unstored(List<EntryKey> missing) {
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        fallback.standInFor(missing);
        return patience.loadOrStale(
                () -> load.start().apply(missing),
                (where, start) -> parts.loads()
                        .begin(region, where, () -> Stages.begun(start))
                        .thenApply(values -> BulkFinds.of(missing, values)));
    }
}
