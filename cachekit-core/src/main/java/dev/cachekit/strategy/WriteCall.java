package dev.cachekit.strategy;

import dev.cachekit.Ttl;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One write-through call: announce, write, settle. The settling waits for the transaction's outcome if there is one,
 * because until then nobody knows whether the value will ever be true.
 *
 * @param <V> the type of the value
 */
final class WriteCall<V extends @Nullable Object> {

    private final CacheWriter writer;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final Supplier<CompletionStage<V>> write;
    private final Caller caller;
    private final TransactionScope transaction;
    private final boolean inTransaction;

    WriteCall(
            CacheWriter writer,
            CacheRegion<V> region,
            EntryKey key,
            Supplier<CompletionStage<V>> write,
            Caller caller) {
        this.writer = writer;
        this.region = region;
        this.key = key;
        this.write = write;
        this.caller = caller;
        this.transaction = writer.ports().transactions().current();
        // a caller that is continued writes on another thread, outside of this transaction
        this.inTransaction = transaction.isOpen() && caller.staysOnItsThread();
    }

    CompletionStage<V> run() {
        if (inTransaction) {
            transaction.touch(List.of(key));
        }
        return writer.begin(region, key, caller).thenCompose(this::written);
    }

    private CompletionStage<V> written(PendingWrite<V> pending) {
        return Stages.either(
                caller.begin(write),
                value -> afterwards(outcome -> settle(pending, value, outcome))
                        .thenCompose(done -> CompletableFuture.completedFuture(value)),
                // the transaction may still commit a part of what the write did
                failure -> afterwards(outcome -> pending.abandon(key, caller))
                        .thenCompose(done -> CompletableFuture.failedFuture(failure)));
    }

    /** The outcome of a settling that is still to come is that of its fence: no value. */
    private CompletionStage<Settlement.Outcome> afterwards(Function<Outcome, CompletionStage<Settlement.Outcome>> end) {
        if (!inTransaction) {
            return end.apply(Outcome.COMMITTED);
        }
        transaction.onCompletion(outcome -> Stages.begun(() -> end.apply(outcome)));
        return CompletableFuture.completedFuture(Settlement.Outcome.INVALIDATED);
    }

    private CompletionStage<Settlement.Outcome> settle(PendingWrite<V> pending, V value, Outcome outcome) {
        Optional<Ttl> ttl = outcome == Outcome.COMMITTED ? region.lifetimeOf(value) : Optional.empty();
        return ttl.isPresent() ? pending.store(key, value, null, ttl.get(), caller) : pending.abandon(key, caller);
    }
}
