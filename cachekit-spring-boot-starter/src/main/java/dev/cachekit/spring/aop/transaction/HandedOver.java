package dev.cachekit.spring.aop.transaction;

import dev.cachekit.call.Caller;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The transaction of a thread, for a call that begins there and may end elsewhere, or there but later. What is to be done
 * when the transaction has ended is done on its thread, if the call was earlier. Safe for use by many threads.
 */
public final class HandedOver implements TransactionScope {

    private final TransactionScope transaction;
    private final Caller caller;
    private final Caller late;
    private final TransactionEnd end = new TransactionEnd();
    private final TransactionEnd last = new TransactionEnd();

    /**
     * Is made on the thread of the transaction.
     *
     * @param transaction the transaction
     * @param caller tells whether the call is still in its beginning, on this thread
     * @param late ends what outlives the transaction
     */
    public HandedOver(TransactionScope transaction, Caller caller, Executor late) {
        this.transaction = transaction;
        this.caller = caller;
        this.late = Caller.continuedOn(late);
        transaction.onCompletion(outcome -> end(end, outcome));
        transaction.composeAtLast(outcome -> {
            end(last, outcome);
            return TransactionEnd.DONE;
        });
    }

    private static void end(TransactionEnd actions, Outcome outcome) {
        actions.end(outcome, Caller.BLOCKING).toCompletableFuture().join();
    }

    /**
     * Tells whether it has ended already.
     *
     * @return true if so
     */
    public boolean hasEnded() {
        return end.hasEnded();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public FillRule fillRule() {
        return isHome() ? transaction.fillRule() : FillRule.NEVER;
    }

    @Override
    public boolean hasTouched(EntryKey key) {
        return isHome() && transaction.hasTouched(key);
    }

    /** Keys that are known only when the call has gone elsewhere are no longer the transaction's. */
    @Override
    public void touch(Collection<EntryKey> keys) {
        if (isHome()) {
            transaction.touch(keys);
        }
    }

    @Override
    public void touchAll(CacheSpace space) {
        if (isHome()) {
            transaction.touchAll(space);
        }
    }

    @Override
    public void beforeCommit(Runnable action) {
        if (isHome()) {
            transaction.beforeCommit(action);
        }
    }

    @Override
    public void onCompletion(Consumer<Outcome> action) {
        composeOnCompletion(outcome -> {
            action.accept(outcome);
            return TransactionEnd.DONE;
        });
    }

    /** After the end nobody waits for it any more, and this thread may be one that must not stand still. */
    @Override
    public void composeOnCompletion(Function<Outcome, CompletionStage<Void>> action) {
        end.add(asSeenHere(action), late);
    }

    @Override
    public void composeAtLast(Function<Outcome, CompletionStage<Void>> action) {
        last.add(asSeenHere(action), late);
    }

    /** What was done elsewhere was not part of the transaction, so its rollback says nothing of that. */
    private Function<Outcome, CompletionStage<Void>> asSeenHere(Function<Outcome, CompletionStage<Void>> action) {
        return isHome() ? action : outcome -> action.apply(outcome == Outcome.COMMITTED ? outcome : Outcome.UNKNOWN);
    }

    private boolean isHome() {
        return caller.staysOnItsThread();
    }
}
