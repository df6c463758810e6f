package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.strategy.CacheReader.Found;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a read of several keys does for those it did not find. Read it top to bottom: it asks for their leases, loads what was
 * granted, awaits what others load, and asks again for what they did not bring. Used by one call, one step at a time.
 *
 * @param <V> the type of the values
 */
final class BulkMiss<V extends @Nullable Object> {

    /** Why fills are refused that would store more than one call may. */
    static final String TOO_MANY = "too-many-elements";

    /** A caller who stands still goes one step deeper with every round. */
    private static final int MOST_ROUNDS = 20;

    private final ReadParts parts;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final CallScope scope;
    private final BulkFallback<V> fallback;
    private final BulkLoad<V> load;
    private final Patience<Map<EntryKey, Found<V>>> patience;
    private final BulkWait<V> others;
    private final BulkFinds<V> found;
    private final BulkOwnLoad<V> own;
    private int rounds;

    BulkMiss(
            ReadParts parts,
            CacheRegion<V> region,
            CallScope scope,
            BulkFallback<V> fallback,
            BulkLoad<V> load,
            Function<EntryKey, NearFill<V>> near) {
        this.parts = parts;
        this.ports = parts.ports();
        this.region = region;
        this.scope = scope;
        this.fallback = fallback;
        this.load = load;
        this.found = new BulkFinds<>(parts, region, scope, fallback, near);
        this.patience = new Patience<>(ports, region, scope, fallback);
        this.others = new BulkWait<>(parts, region, scope);
        this.own = new BulkOwnLoad<>(parts, region, scope, fallback, load, near, patience, others);
    }

    /** What it finds, of which a value that cannot be read counts as absent. */
    BulkFinds<V> found() {
        return found;
    }

    /** Brings a value for each missing key, and stores those of the storable ones. */
    CompletionStage<Map<EntryKey, Found<V>>> load(List<EntryKey> missing, List<EntryKey> storable) {
        if (scope.fillRule() == FillRule.NEVER) {
            return refused(missing, "open-transaction");
        }
        return missing.size() > region.settings().maxElements()
                ? refused(missing, TOO_MANY)
                : shared(ask(missing, storable));
    }

    private CompletionStage<Map<EntryKey, Found<V>>> refused(List<EntryKey> missing, String reason) {
        missing.forEach(key -> ports.listener().onFillRefused(region.name(), reason));
        return own.unstored(missing);
    }

    /** However the call ends, nobody waits for it any longer than that. */
    private CompletionStage<Map<EntryKey, Found<V>>> shared(CompletionStage<Map<EntryKey, Found<V>>> all) {
        return all.whenComplete((values, failure) -> {
            if (failure == null) {
                others.land(others.led(), found::value);
            } else {
                others.fail(others.led(), failure);
            }
        });
    }

    private CompletionStage<Map<EntryKey, Found<V>>> ask(List<EntryKey> missing, List<EntryKey> storable) {
        if (storable.isEmpty() || ++rounds > MOST_ROUNDS) {
            return own.unstored(missing).thenCompose(loaded -> awaited(missing, loaded));
        }
        BulkLease<V> lease = new BulkLease<>(parts, region, load, found, scope);
        return Stages.either(
                requested(lease, storable),
                replies -> {
                    lease.accept(replies);
                    lease.granted().forEach(key -> others.succeededBy(key, lease.flight(key)));
                    return answered(lease, missing, replies.size() < storable.size(), replies);
                },
                failure -> {
                    ports.listener().onStoreFailure(region.name(), "lease", failure);
                    lease.abandon();
                    return own.inTurn(lease, found.left(missing), Map.of())
                            .thenCompose(loaded -> awaited(missing, loaded));
                });
    }

    /** A value that rests after a failed reload is served, or else the load takes its place. */
    private CompletionStage<Map<EntryKey, LeaseReply>> requested(BulkLease<V> lease, List<EntryKey> storable) {
        return scope.time().spend(() -> lease.request(storable)).thenCompose(replies -> {
            List<EntryKey> refused = serveResting(replies);
            return refused.isEmpty()
                    ? CompletableFuture.completedFuture(replies)
                    : scope.time().spend(() -> lease.request(refused)).thenApply(more -> with(replies, refused, more));
        });
    }

    /** An answer belongs to its own request: the one to the first says nothing of a second that was not answered. */
    private static Map<EntryKey, LeaseReply> with(
            Map<EntryKey, LeaseReply> replies, List<EntryKey> again, Map<EntryKey, LeaseReply> more) {
        Map<EntryKey, LeaseReply> all = new LinkedHashMap<>(replies);
        again.forEach(all::remove);
        all.putAll(more);
        return all;
    }

    /** Answers which of the resting values cannot be served: from now on they count as absent. */
    private List<EntryKey> serveResting(Map<EntryKey, LeaseReply> replies) {
        List<EntryKey> refused = replies.keySet().stream()
                .filter(key -> replies.get(key) instanceof LeaseReply.Resting)
                .filter(key -> !found.serve(key, fallback.confirmed(key, "throttled")))
                .toList();
        refused.forEach(key -> found.reject(key, Objects.requireNonNull(fallback.token(key))));
        return refused;
    }

    private CompletionStage<Map<EntryKey, Found<V>>> answered(
            BulkLease<V> lease, List<EntryKey> missing, boolean partly, Map<EntryKey, LeaseReply> replies) {
        List<EntryKey> mine = found.left(missing).stream()
                .filter(key -> isOwn(key, replies.get(key), lease))
                .toList();
        CompletionStage<Map<EntryKey, Found<V>>> loading =
                partly ? own.inTurn(lease, mine, replies) : own.leased(lease, mine);
        return loading.thenCompose(loaded -> awaited(missing, loaded));
    }

    /** Ends a round: whatever it has brought stays found, however the next one ends. */
    private CompletionStage<Map<EntryKey, Found<V>>> awaited(List<EntryKey> missing, Map<EntryKey, Found<V>> loaded) {
        found.add(loaded);
        return awaitOthers().thenCompose(done -> next(found.left(missing)));
    }

    /** What another caller of this process has begun to load is not asked for. */
    private CompletionStage<Map<EntryKey, Found<V>>> next(List<EntryKey> left) {
        if (left.isEmpty()) {
            return CompletableFuture.completedFuture(found.all());
        }
        List<EntryKey> open = left.stream().filter(key -> !others.isFor(key)).toList();
        return open.isEmpty()
                ? awaited(left, Map.of())
                : ask(open, open.stream().filter(found::isReadable).toList())
                        .thenCompose(done -> open.size() == left.size() ? done() : next(found.left(left)));
    }

    private CompletionStage<Map<EntryKey, Found<V>>> done() {
        return CompletableFuture.completedFuture(found.all());
    }

    /** Whether this call loads the key now, with or without a lease; else it is served, awaited or asked for again. */
    private boolean isOwn(EntryKey key, @Nullable LeaseReply reply, BulkLease<V> lease) {
        if (reply instanceof LeaseReply.Held held) {
            return !others.begin(key, held, lease.tagClock(key));
        }
        return !(reply instanceof LeaseReply.Hit hit)
                || !found.offered(key, new Lookup.Hit(hit.entry(), hit.freshness()));
    }

    /** All loads go on at the same time; keys with an expired value come last, because their wait may end early. */
    private CompletionStage<Void> awaitOthers() {
        long start = ports.scheduler().nanoTime();
        Map<Boolean, List<EntryKey>> keys =
                found.left(others.keys()).stream().collect(Collectors.partitioningBy(fallback::mayServe));
        return awaitSome(keys.getOrDefault(false, List.of()), start)
                .thenCompose(done -> awaitSome(keys.getOrDefault(true, List.of()), start));
    }

    /** One wait for some keys, as long as this call may wait for others; then it loads without caching. */
    private CompletionStage<Void> awaitSome(List<EntryKey> keys, long start) {
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        fallback.standInFor(() -> keys.stream().filter(others::isOpen).toList());
        return patience.orStale(patience.awaitOther(
                        others.ended(keys).thenApply(done -> keys),
                        ended -> {
                            Duration time = Duration.ofNanos(ports.scheduler().nanoTime() - start);
                            ended.forEach(key -> ports.listener().onWait(region.name(), time));
                            return CompletableFuture.completedFuture(Map.of());
                        },
                        () -> takeWhatHasCome(keys).thenCompose(done -> own.unstored(found.left(keys)))))
                .thenCompose(awaited -> {
                    found.add(awaited);
                    return takeWhatHasCome(keys);
                });
    }

    private CompletionStage<Void> takeWhatHasCome(List<EntryKey> keys) {
        List<EntryKey> old = others.end(keys, found::joined, found::filled);
        return old.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : scope.ask(
                        region,
                        "findAll",
                        () -> ports.entries().findAll(old),
                        this::seenAgain,
                        () -> CompletableFuture.completedFuture(null));
    }

    private CompletionStage<Void> seenAgain(Map<EntryKey, Lookup> lookups) {
        lookups.forEach((key, lookup) -> {
            if (lookup instanceof Lookup.Hit hit) {
                found.filled(key, hit);
            }
        });
        return CompletableFuture.completedFuture(null);
    }
}
