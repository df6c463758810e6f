package dev.cachekit.spring.aop.transaction;

import dev.cachekit.spi.TransactionScope;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Finds transactions that belong to who subscribes rather than to a thread. Safe for use by many threads. */
public interface SubscriberTransactions {

    /** There are none. */
    SubscriberTransactions NONE = new SubscriberTransactions() {
        @Override
        public TransactionScope of(Object subscriber, Executor threads) {
            return TransactionScope.NONE;
        }

        @Override
        public @Nullable Object marked(@Nullable Object returned) {
            return returned;
        }
    };

    /**
     * Finds the transaction of a subscriber, without waiting.
     *
     * @param subscriber what belongs to the subscriber, in the terms of the shape of the method
     * @param threads runs what is to be done before and after its end; there it may block
     * @return its scope, {@link TransactionScope#NONE} if it has no transaction
     */
    TransactionScope of(Object subscriber, Executor threads);

    /**
     * Marks what a method has returned, so that a transaction found inside it knows what the calls around it are going to change.
     *
     * @param returned what the method has returned
     * @return the same, marked if it can be
     */
    @Nullable
    Object marked(@Nullable Object returned);
}
