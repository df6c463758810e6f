package dev.cachekit.spi;

/** Finds the transaction of the calling thread. Safe for use by many threads. */
@FunctionalInterface
public interface Transactions {

    /** There are no transactions. */
    Transactions NONE = () -> TransactionScope.NONE;

    /**
     * Returns the scope of the calling thread.
     *
     * @return {@link TransactionScope#NONE} if no transaction is open
     */
    TransactionScope current();
}
