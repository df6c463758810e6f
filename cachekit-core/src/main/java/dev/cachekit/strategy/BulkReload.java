package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.call.StoreTime;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One reload of several keys in the background: their leases at once, one load for the keys granted, their fills at once. For
 * one use, on the thread it is to run on.
 *
 * @param <V> the type of the values
 */
final class BulkReload<V extends @Nullable Object> implements BulkLease.Standing {

    private final ReadParts parts;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final Map<EntryKey, Token> values;
    private final BulkLoad<V> load;
    private final CallScope scope;

    /**
     * @param values the keys that were let through the gate, with the values they have
     */
    BulkReload(ReadParts parts, CacheRegion<V> region, Map<EntryKey, Token> values, BulkLoad<V> load) {
        this.parts = parts;
        this.ports = parts.ports();
        this.region = region;
        this.values = values;
        this.load = load;
        this.scope = CallScope.inBackground(ports);
    }

    CompletionStage<Void> run() {
        BulkLease<V> lease = new BulkLease<>(parts, region, load, this, scope);
        // standing still keeps the load on this thread
        StoreTime time = ports.storeTime(Caller.BLOCKING);
        return Stages.either(
                time.spend(() -> lease.request(values.keySet())), replies -> onReplies(lease, replies), failure -> {
                    ports.listener().onStoreFailure(region.name(), "lease", failure);
                    lease.abandon();
                    return ended(values.keySet(), "unavailable", ReloadRules.REST);
                });
    }

    @Override
    public @Nullable Token rejected(EntryKey key) {
        return null;
    }

    @Override
    public @Nullable Token reloaded(EntryKey key) {
        return values.get(key);
    }

    private CompletionStage<Void> onReplies(BulkLease<V> lease, Map<EntryKey, LeaseReply> replies) {
        lease.accept(replies);
        replies.forEach((key, reply) -> {
            if (!(reply instanceof LeaseReply.Granted)) {
                ended(key, "elsewhere", Reload.restAfter(reply));
            }
        });
        values.keySet().stream()
                .filter(key -> !replies.containsKey(key))
                .forEach(key -> ended(key, "unavailable", ReloadRules.REST));
        Collection<EntryKey> own = lease.granted();
        return own.isEmpty() ? CompletableFuture.completedFuture(null) : lead(lease, own);
    }

    private CompletionStage<Void> lead(BulkLease<V> lease, Collection<EntryKey> own) {
        return Stages.either(
                parts.loads()
                        .begin(
                                region,
                                scope,
                                () -> lease.begin(() -> load.start().apply(own))),
                loaded -> lease.succeed(key -> BulkLoad.valueOf(loaded, key))
                        .thenCompose(done -> ended(own, "loaded", Duration.ZERO)),
                failure -> {
                    ports.listener().onHiddenFailure(region.name(), failure);
                    return lease.fail(failure).thenCompose(done -> ended(own, "failed", ReloadRules.REST));
                });
    }

    private CompletionStage<Void> ended(Collection<EntryKey> keys, String outcome, Duration rest) {
        keys.forEach(key -> ended(key, outcome, rest));
        return CompletableFuture.completedFuture(null);
    }

    private void ended(EntryKey key, String outcome, Duration rest) {
        parts.upkeep().gate().leave(key, Objects.requireNonNull(values.get(key)), rest);
        ports.listener().onReload(region.name(), outcome);
    }
}
