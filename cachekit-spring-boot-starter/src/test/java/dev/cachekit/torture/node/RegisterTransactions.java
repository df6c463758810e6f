package dev.cachekit.torture.node;

import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Spring transactions on the database of rows: changes are kept until the commit. */
final class RegisterTransactions extends AbstractPlatformTransactionManager {

    private static final Object RESOURCE = RegisterTransactions.class;

    private final transient Rows rows;

    RegisterTransactions(Rows rows) {
        this.rows = rows;
    }

    /** The rows that the transaction of this thread has changed so far. */
    @SuppressWarnings("unchecked") // only this class binds the resource
    static List<String> current() {
        return (List<String>) TransactionSynchronizationManager.getResource(RESOURCE);
    }

    @Override
    protected Object doGetTransaction() {
        return new Object();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        TransactionSynchronizationManager.bindResource(RESOURCE, new ArrayList<String>());
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        current().forEach(rows::commit);
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        current().clear();
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        TransactionSynchronizationManager.unbindResource(RESOURCE);
    }
}
