package dev.cachekit.spring.aop.transaction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cachekit.spi.Transactions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** Tells the calls under way what becomes of the transactions opened inside them. Safe for use by many threads. */
public final class CallFrameListener implements TransactionExecutionListener {

    private final CallFrames frames;
    private final Transactions transactions;

    /** Nobody tells of a beginning whose subscriber has left meanwhile: then it is forgotten with its transaction. */
    private final Cache<TransactionExecution, CallFrame> reactive =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    /**
     * Makes a listener.
     *
     * @param frames the calls
     * @param transactions finds the transaction that was begun
     */
    public CallFrameListener(CallFrames frames, Transactions transactions) {
        this.frames = frames;
        this.transactions = transactions;
    }

    /** A reactive transaction begins on the thread of the call, and may end on any: so it is noted whose it is. */
    @Override
    public void beforeBegin(TransactionExecution transaction) {
        CallFrame frame = transaction instanceof ReactiveTransaction ? frames.innermost() : null;
        if (frame != null) {
            reactive.put(transaction, frame);
        }
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (transaction instanceof ReactiveTransaction) {
            forget(transaction, failure);
        } else if (failure == null) {
            frames.each(frame -> frame.began(transactions.current(), transaction.isNested()));
        }
    }

    /**
     * The last moment before the commit; what is thrown here rolls the transaction back. A savepoint is no commit. Notes of
     * a transaction around this one are not met here: they are put aside while this one runs.
     */
    @Override
    public void beforeCommit(TransactionExecution transaction) {
        TransactionNotes notes = transaction instanceof ReactiveTransaction ? null : TransactionNotes.current();
        if (notes != null && !transaction.isNested()) {
            notes.lastBeforeCommit();
        }
    }

    /** A failed commit leaves the outcome unknown. A savepoint is no commit: its transaction decides. */
    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        ended(transaction, transaction.isNested() ? frame -> {} : CallFrame::committed);
    }

    @Override
    public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
        ended(transaction, failure == null ? CallFrame::rolledBack : CallFrame::committed);
    }

    private void ended(TransactionExecution transaction, Consumer<CallFrame> how) {
        if (!(transaction instanceof ReactiveTransaction)) {
            frames.each(how);
            return;
        }
        CallFrame frame = reactive.asMap().remove(transaction);
        if (frame != null) {
            frame.each(how);
        }
    }

    private void forget(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure != null) {
            reactive.invalidate(transaction);
        }
    }

    /** How many reactive transactions are known to be under way. */
    long underWay() {
        reactive.cleanUp();
        return reactive.estimatedSize();
    }
}
