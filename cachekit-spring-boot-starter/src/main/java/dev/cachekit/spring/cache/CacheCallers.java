package dev.cachekit.spring.cache;

import dev.cachekit.call.Caller;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;

/**
 * How calls of a Spring cache wait, and what their loads must not see. Safe for use by many threads.
 *
 * @param engine makes callers that are continued
 * @param transactions the transactions of threads
 * @param contexts sessions that must not serve a load
 */
record CacheCallers(CacheKitEngine engine, Transactions transactions, PersistenceContexts contexts) {

    /** For a change: on its thread, unless that must not wait. */
    Caller ofChange() {
        return ReactorThreads.mustNotWait() ? engine.continued() : Caller.BLOCKING;
    }

    /**
     * For a look-up before a method that returns later. A method that is to take part in the transaction of its thread must be
     * called on it.
     */
    Caller beforeMethod() {
        TransactionScope open = transactions.current();
        return open.isOpen() && open.isBoundToThread() ? Caller.BLOCKING : engine.continued();
    }

    boolean inTransaction() {
        return transactions.current().isOpen();
    }
}
