package dev.cachekit.spring.aop.transaction;

import dev.cachekit.call.Caller;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/**
 * One reactive transaction: what it has touched, and what is to be done at its end. Bound to the transaction, and put aside
 * while that is suspended. Its calls come from any threads, several at a time; the driver's are never made to wait.
 */
final class ReactorTransaction implements TransactionScope, TransactionSynchronization {

    private static final Object RESOURCE = ReactorTransaction.class;

    private final TransactionSynchronizationManager transaction;
    private final CallFrames frames;
    private final Executor threads;
    private final Caller continued;
    private final Set<EntryKey> keys = ConcurrentHashMap.newKeySet();
    private final Set<CacheSpace> spaces = ConcurrentHashMap.newKeySet();
    private final LastMoment lastMoment = new LastMoment();
    private final TransactionEnd end = new TransactionEnd();
    private final TransactionEnd last = new TransactionEnd();

    private ReactorTransaction(TransactionSynchronizationManager transaction, CallFrames frames, Executor threads) {
        this.transaction = transaction;
        this.frames = frames;
        this.threads = threads;
        this.continued = Caller.continuedOn(threads);
    }

    /** Finds what is known of a transaction that is open, or begins to note it. */
    static TransactionScope of(TransactionSynchronizationManager transaction, CallFrames frames, Executor threads) {
        Object known = transaction.getResource(RESOURCE);
        if (known instanceof ReactorTransaction scope) {
            return scope;
        }
        ReactorTransaction scope = new ReactorTransaction(transaction, frames, threads);
        if (transaction.isSynchronizationActive()) {
            transaction.bindResource(RESOURCE, scope);
            transaction.registerSynchronization(scope);
        } else {
            scope.closed(Outcome.UNKNOWN); // it has ended already, and would tell nobody
        }
        return scope;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isBoundToThread() {
        return false;
    }

    /** What the connection would say of its isolation cannot be waited for. */
    @Override
    public FillRule fillRule() {
        return FillRule.NEVER;
    }

    @Override
    public boolean hasTouched(EntryKey key) {
        return keys.contains(key) || spaces.contains(key.space());
    }

    @Override
    public void touch(Collection<EntryKey> touched) {
        keys.addAll(touched);
    }

    @Override
    public void touchAll(CacheSpace space) {
        spaces.add(space);
    }

    @Override
    public void beforeCommit(Runnable action) {
        lastMoment.add(action);
    }

    @Override
    public void onCompletion(Consumer<Outcome> action) {
        composeOnCompletion(outcome -> {
            action.accept(outcome);
            return TransactionEnd.DONE;
        });
    }

    @Override
    public void composeOnCompletion(Function<Outcome, CompletionStage<Void>> action) {
        end.add(action, continued);
    }

    @Override
    public void composeAtLast(Function<Outcome, CompletionStage<Void>> action) {
        last.add(action, continued);
    }

    /** What throws here rolls the transaction back. */
    @Override
    public Mono<Void> beforeCommit(boolean readOnly) {
        return Mono.fromFuture(
                () -> lastMoment.letPass()
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.runAsync(lastMoment::run, threads),
                true);
    }

    @Override
    public Mono<Void> suspend() {
        return Mono.fromRunnable(() -> {
            transaction.unbindResourceIfPossible(RESOURCE);
            frames.each(CallFrame::suspended);
        });
    }

    @Override
    public Mono<Void> resume() {
        return Mono.fromRunnable(() -> transaction.bindResource(RESOURCE, this));
    }

    /** Who waits for the transaction goes on when the caches have changed. */
    @Override
    public Mono<Void> afterCompletion(int status) {
        return Mono.fromFuture(() -> ended(outcome(status)), true);
    }

    private CompletableFuture<Void> ended(Outcome outcome) {
        transaction.unbindResourceIfPossible(RESOURCE);
        return closed(outcome).toCompletableFuture();
    }

    /** What is to be done may be a user's own expression, which must not keep the driver's thread. */
    private CompletionStage<Void> closed(Outcome outcome) {
        lastMoment.end();
        return end.end(outcome, continued).thenCompose(done -> last.end(outcome, continued));
    }

    private static Outcome outcome(int status) {
        return switch (status) {
            case STATUS_COMMITTED -> Outcome.COMMITTED;
            case STATUS_ROLLED_BACK -> Outcome.ROLLED_BACK;
            default -> Outcome.UNKNOWN;
        };
    }
}
