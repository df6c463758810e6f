package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one read of several keys, asked for together and ended together. Used by one call, one step at a time.
 *
 * @param <V> the type of the values
 */
final class BulkLease<V extends @Nullable Object> {

    private final CacheReader reader;
    private final CacheRegion<V> region;
    private final CallScope scope;
    private final Function<EntryKey, Load<V>> loads;
    private final List<LeaseAsk<V>> asks = new ArrayList<>();
    private final List<LeasedLoad<V>> granted = new ArrayList<>();
    private final Set<EntryKey> notGranted = new LinkedHashSet<>();

    BulkLease(
            CacheReader reader,
            CacheRegion<V> region,
            Collection<EntryKey> keys,
            Function<EntryKey, Load<V>> loads,
            CallScope scope) {
        this.reader = reader;
        this.region = region;
        this.scope = scope;
        this.loads = loads;
        for (EntryKey key : keys) {
            LeaseTerms terms = LeaseTerms.of(loads.apply(key));
            asks.add(new LeaseAsk<>(reader, key, reader.newFlight(scope), terms));
        }
    }

    /** Sends all requests before it waits for any answer. */
    CompletionStage<List<LeaseReply>> request() {
        List<CompletableFuture<LeaseReply>> replies = new ArrayList<>();
        asks.forEach(ask -> replies.add(ask.send().toCompletableFuture()));
        return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                .thenApply(done -> replies.stream().map(CompletableFuture::join).toList());
    }

    /** Takes what was granted; only now do the leases begin to be renewed. */
    void accept(List<LeaseReply> replies) {
        for (int i = 0; i < replies.size(); i++) {
            LeaseAsk<V> ask = asks.get(i);
            if (replies.get(i) instanceof LeaseReply.Granted) {
                Fill<V> fill = new Fill<>(reader.ports(), region, ask, loads.apply(ask.key()));
                granted.add(new LeasedLoad<>(reader, fill, ask, scope));
            } else {
                ask.refused();
                notGranted.add(ask.key());
            }
        }
    }

    void abandon() {
        asks.forEach(LeaseAsk::abandon);
    }

    Set<EntryKey> notGranted() {
        return notGranted;
    }

    /** Begins the load of all keys, on this thread. */
    <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> load) {
        granted.forEach(one -> one.flight().occupy());
        try {
            return Stages.begun(load);
        } finally {
            granted.forEach(one -> one.flight().free());
        }
    }

    CompletionStage<Void> succeed(Function<EntryKey, V> values) {
        return ended(one -> {
            try {
                return one.succeed(one.encode(values.apply(one.key())));
            } catch (RuntimeException undecided) {
                return one.fail(undecided);
            }
        });
    }

    CompletionStage<Void> fail(Throwable failure) {
        return ended(one -> one.fail(failure));
    }

    private CompletionStage<Void> ended(Function<LeasedLoad<V>, CompletionStage<Void>> end) {
        return CompletableFuture.allOf(granted.stream()
                .map(end)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }
}
