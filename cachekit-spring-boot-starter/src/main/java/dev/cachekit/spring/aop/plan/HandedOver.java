package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a thread, for a call that begins there and ends elsewhere. What is to be done when the transaction has
 * ended is done on its thread, if the call was earlier. Safe for use by many threads.
 */
final class HandedOver implements TransactionScope {

    private final TransactionScope transaction;
    private final Thread home = Thread.currentThread();
    private final Executor late;
    private final Lock turn = new ReentrantLock();
    private final List<Consumer<Outcome>> waiting = new ArrayList<>();
    private @Nullable Outcome ended;

    /** Is made on the thread of the transaction. */
    HandedOver(TransactionScope transaction, Executor late) {
        this.transaction = transaction;
        this.late = late;
        transaction.onCompletion(this::end);
    }

    private void end(Outcome outcome) {
        List<Consumer<Outcome>> actions;
        turn.lock();
        try {
            ended = outcome;
            actions = List.copyOf(waiting);
        } finally {
            turn.unlock();
        }
        runAll(actions, outcome);
    }

    /** One that fails must not keep the others from what they do: the database has changed already. */
    private static void runAll(List<Consumer<Outcome>> actions, Outcome outcome) {
        RuntimeException first = null;
        for (Consumer<Outcome> action : actions) {
            try {
                action.accept(outcome);
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Whether it has ended already. */
    boolean hasEnded() {
        turn.lock();
        try {
            return ended != null;
        } finally {
            turn.unlock();
        }
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

    /**
     * After the end nobody waits for it any more, and this thread may be one that must not stand still. What was done on
     * another thread was not part of the transaction, so its rollback says nothing of that.
     */
    @Override
    public void onCompletion(Consumer<Outcome> given) {
        Consumer<Outcome> action =
                isHome() ? given : outcome -> given.accept(outcome == Outcome.COMMITTED ? outcome : Outcome.UNKNOWN);
        Outcome outcome;
        turn.lock();
        try {
            outcome = ended;
            if (outcome == null) {
                waiting.add(action);
            }
        } finally {
            turn.unlock();
        }
        if (outcome != null) {
            late.execute(() -> action.accept(outcome));
        }
    }

    private boolean isHome() {
        return Thread.currentThread() == home;
    }
}
