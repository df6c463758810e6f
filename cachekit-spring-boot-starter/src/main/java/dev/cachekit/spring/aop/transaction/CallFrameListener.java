package dev.cachekit.spring.aop.transaction;

import dev.cachekit.spi.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** Tells the calls under way what becomes of the transactions opened inside them. Safe for use by many threads. */
public final class CallFrameListener implements TransactionExecutionListener {

    private final CallFrames frames;
    private final Transactions transactions;

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

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null) {
            frames.each(frame -> frame.began(transactions.current(), transaction.isNested()));
        }
    }

    /**
     * The last moment before the commit; what is thrown here rolls the transaction back. A savepoint is no commit. Notes of
     * a transaction around this one are not met here: they are put aside while this one runs.
     */
    @Override
    public void beforeCommit(TransactionExecution transaction) {
        TransactionNotes notes = TransactionNotes.current();
        if (notes != null && !transaction.isNested()) {
            notes.lastBeforeCommit();
        }
    }

    /** A failed commit leaves the outcome unknown. A savepoint is no commit: its transaction decides. */
    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        if (!transaction.isNested()) {
            frames.each(CallFrame::committed);
        }
    }

    @Override
    public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
        frames.each(failure == null ? CallFrame::rolledBack : CallFrame::committed);
    }
}
