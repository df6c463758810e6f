package dev.cachekit.strategy;

import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.call.StoreTime;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.TransactionScope.FillRule;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one call has of its caller: how it waits and until when, what it may still spend on the store, and the transaction
 * it was made in. Used by one call, one step at a time.
 */
final class CallScope {

    /** A transaction holds a database connection, which the load waited for may need. */
    private static final Duration LONGEST_WAIT_IN_TRANSACTION = Duration.ofSeconds(1);

    private final CachePorts ports;
    private final Caller caller;
    private final StoreTime time;
    private final TransactionScope transaction;
    private final boolean inTransaction;
    private final FillRule fillRule;
    private final long waitUntil;

    CallScope(CachePorts ports, Caller caller, Duration maxWait) {
        this.ports = ports;
        this.caller = caller;
        this.time = ports.storeTime(caller);
        this.transaction = ports.transactions().current();
        this.inTransaction = transaction.isOpen();
        this.fillRule = fillRule(transaction, caller);
        this.waitUntil = ports.scheduler().nanoTime() + Stages.saturatedNanos(longestWait(maxWait));
    }

    /** The scope of a load that has left its caller, made on the thread it is to run on. It waits for nobody. */
    static CallScope inBackground(CachePorts ports) {
        return new CallScope(ports, Caller.continuedOn(Runnable::run), Duration.ZERO);
    }

    StoreTime time() {
        return time;
    }

    /** Begins the user's code where the caller wants it to run. */
    <T extends @Nullable Object> CompletionStage<T> begin(Supplier<CompletionStage<T>> userCode) {
        return caller.begin(userCode);
    }

    boolean inTransaction() {
        return inTransaction;
    }

    /** Asked on the thread that makes the call, before anything else. */
    boolean hasTouched(EntryKey key) {
        return transaction.hasTouched(key);
    }

    /** As {@link #hasTouched}, later: on another thread the transaction cannot be asked any more. */
    boolean mayHaveTouched(EntryKey key) {
        return inTransaction && (!caller.staysOnItsThread() || transaction.hasTouched(key));
    }

    FillRule fillRule() {
        return fillRule;
    }

    /**
     * Runs after the transaction, told of which keys the values may be seen by others now. Where the call has left the thread of
     * the transaction it runs at once, as nobody can tell any more.
     */
    void afterwards(Function<Predicate<EntryKey>, CompletionStage<Void>> action) {
        if (!caller.staysOnItsThread()) {
            time.await(action.apply(key -> false));
            return;
        }
        transaction.onCompletion(outcome -> time.await(
                action.apply(key -> outcome == TransactionScope.Outcome.COMMITTED && !transaction.hasTouched(key))));
    }

    /** How long this caller still waits for the loads of others. */
    Duration waitLeft() {
        return Duration.ofNanos(Math.max(0, waitUntil - ports.scheduler().nanoTime()));
    }

    /** Waits for a load; goes on with its value, or with what kept the caller from waiting for it. */
    <A extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> await(
            CompletionStage<CompletionStage<A>> outcome,
            Duration atMost,
            Function<A, CompletionStage<B>> onValue,
            Function<Throwable, CompletionStage<B>> onNone) {
        return Stages.either(
                caller.await(outcome, atMost),
                settled -> settled.thenCompose(onValue),
                failure -> onNone.apply(
                        failure instanceof InterruptedException
                                ? new WaitInterruptedException("the load of another caller", failure)
                                : failure));
    }

    /** Asks the store within the time of the call; goes on with its answer, or without it. */
    <A extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> ask(
            CacheRegion<?> region,
            String operation,
            Supplier<CompletionStage<A>> request,
            Function<A, CompletionStage<B>> onAnswer,
            Supplier<CompletionStage<B>> onFailure) {
        return Stages.either(time.spend(request), onAnswer, failure -> {
            ports.listener().onStoreFailure(region.name(), operation, failure);
            return onFailure.get();
        });
    }

    /** As {@link #ask}, for a lease; without an answer it is given back, should it have been granted. */
    <V extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> askFor(
            LeaseAsk<V> lease,
            CacheRegion<V> region,
            Function<LeaseReply, CompletionStage<B>> onReply,
            Supplier<CompletionStage<B>> onFailure) {
        return ask(region, "lease", () -> lease.send(ports.entries()), onReply, () -> {
            lease.abandon(ports.entries());
            return onFailure.get();
        });
    }

    /** Waits for the store's acknowledgement as long as there is time; the value is the caller's either way. */
    CompletionStage<Void> stored(CacheRegion<?> region, CompletionStage<Void> sent) {
        return Stages.either(time.await(sent), CompletableFuture::completedFuture, failure -> {
            ports.listener().onStoreFailure(region.name(), "fill", failure);
            return CompletableFuture.completedFuture(null);
        });
    }

    private Duration longestWait(Duration maxWait) {
        boolean shorten = inTransaction && maxWait.compareTo(LONGEST_WAIT_IN_TRANSACTION) > 0;
        return shorten ? LONGEST_WAIT_IN_TRANSACTION : maxWait;
    }

    /** A transaction belongs to its thread, which a caller that is continued has left when it comes to storing. */
    private static FillRule fillRule(TransactionScope transaction, Caller caller) {
        return transaction.isOpen() && !caller.staysOnItsThread() ? FillRule.NEVER : transaction.fillRule();
    }
}
