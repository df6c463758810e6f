package dev.cachekit.spring.aop.transaction;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.Transactions;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The transactions that Spring binds to threads, and those that calls carry along. Safe for use by many threads. */
public final class SpringTransactions implements Transactions {

    /** A session without a transaction that cannot be put aside: it may hand back an old object. */
    private static final TransactionScope SESSION_ONLY = new TransactionScope() {
        @Override
        public FillRule fillRule() {
            return FillRule.NEVER;
        }
    };

    private final CallFrames frames;
    private final CarriedScopes carried;
    private final DefaultIsolation isolation;
    private final PersistenceContexts contexts;
    private final boolean withSessions;
    private final TransactionScope open = new Open();

    /**
     * Makes one.
     *
     * @param frames the calls under way, told when a transaction is suspended
     * @param carried the transactions that belong to no thread
     * @param isolation the isolation of transactions that use the default
     * @param contexts the sessions bound to threads
     */
    public SpringTransactions(
            CallFrames frames, CarriedScopes carried, DefaultIsolation isolation, PersistenceContexts contexts) {
        this.frames = frames;
        this.carried = carried;
        this.isolation = isolation;
        this.contexts = contexts;
        this.withSessions = contexts != PersistenceContexts.NONE;
    }

    @Override
    public TransactionScope current() {
        TransactionScope ofCall = carried.current();
        if (ofCall != null) {
            return ofCall;
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return open;
        }
        boolean session =
                withSessions && TransactionSynchronizationManager.isSynchronizationActive() && contexts.isBound();
        return session ? SESSION_ONLY : TransactionScope.NONE;
    }

    /** Whatever transaction is open when it is asked. */
    private final class Open implements TransactionScope {

        @Override
        public boolean isOpen() {
            return true;
        }

        /** After completion nothing can be registered any more, and the session is still there. */
        @Override
        public FillRule fillRule() {
            boolean visible = TransactionSynchronizationManager.isSynchronizationActive()
                    && !contexts.isBound()
                    && readsCommitted();
            return visible ? FillRule.AFTER_COMMIT : FillRule.NEVER;
        }

        private boolean readsCommitted() {
            Integer level = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
            return level == null
                    ? isolation.isReadCommitted()
                    : level == TransactionDefinition.ISOLATION_READ_COMMITTED;
        }

        @Override
        public boolean hasTouched(EntryKey key) {
            TransactionNotes notes = TransactionNotes.current();
            return notes != null && notes.hasTouched(key);
        }

        @Override
        public void touch(Collection<EntryKey> keys) {
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                TransactionNotes.opened(frames).keys().addAll(keys);
            }
        }

        @Override
        public void touchAll(CacheSpace space) {
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                TransactionNotes.opened(frames).spaces().add(space);
            }
        }

        @Override
        public void beforeCommit(Runnable action) {
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                TransactionNotes.opened(frames).beforeCommit(action);
            }
        }

        @Override
        public void onCompletion(Consumer<Outcome> action) {
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                TransactionNotes.opened(frames).atEnd(action);
            } else {
                action.accept(Outcome.UNKNOWN); // it has ended already
            }
        }

        @Override
        public void composeAtLast(Function<Outcome, CompletionStage<Void>> action) {
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                TransactionNotes.opened(frames)
                        .atLast(outcome ->
                                action.apply(outcome).toCompletableFuture().join());
            } else {
                composeOnCompletion(action);
            }
        }
    }
}
