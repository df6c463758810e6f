package dev.cachekit.spi;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The transaction, if any, that was open when a call began. One that is bound to a thread is used on that thread only; others
 * are safe for use by many threads.
 */
public interface TransactionScope {

    /** No transaction is open. */
    TransactionScope NONE = new TransactionScope() {};

    /** How a transaction ended. */
    enum Outcome {
        /** It was committed. */
        COMMITTED,
        /** It was rolled back. */
        ROLLED_BACK,
        /** Nobody knows, for instance because the connection broke during commit. */
        UNKNOWN
    }

    /** What may be done with a value that was loaded here. */
    enum FillRule {
        /** Store it at once. */
        NOW,
        /** Store it after the commit, under the same lease; share it with nobody before. */
        AFTER_COMMIT,
        /** Never store it, never share it: it may be older than the lease. */
        NEVER
    }

    /**
     * Tells whether a transaction is open.
     *
     * @return true if so
     */
    default boolean isOpen() {
        return false;
    }

    /**
     * Tells whether the transaction belongs to the thread that opened it: what leaves that thread takes no part in it.
     *
     * @return false of a transaction that goes wherever its calls go
     */
    default boolean isBoundToThread() {
        return true;
    }

    /**
     * Tells what may be done with a value loaded in this scope.
     *
     * @return the rule
     */
    default FillRule fillRule() {
        return FillRule.NOW;
    }

    /**
     * Tells whether the transaction has invalidated or written a key, which it therefore must not read from a cache.
     *
     * @param key the key
     * @return true if so
     */
    default boolean hasTouched(EntryKey key) {
        return false;
    }

    /**
     * Notes that the transaction has written or invalidated keys.
     *
     * @param keys the keys
     */
    default void touch(Collection<EntryKey> keys) {}

    /**
     * Notes that the transaction has invalidated an unknown part of a cache.
     *
     * @param space the cache
     */
    default void touchAll(CacheSpace space) {}

    /**
     * Runs an action just before the transaction commits; at once if none is open. If the action throws, the transaction
     * is rolled back and the exception reaches who committed. Not run before a rollback, nor if the transaction has passed
     * the last moment at which the action could still stop its commit.
     *
     * @param action the action
     */
    default void beforeCommit(Runnable action) {
        action.run();
    }

    /**
     * Runs an action when the transaction has ended; at once, as committed, if none is open.
     *
     * @param action told how it ended
     */
    default void onCompletion(Consumer<Outcome> action) {
        action.accept(Outcome.COMMITTED);
    }

    /**
     * As {@link #onCompletion}, for an action that goes on by itself: who ended the transaction goes on after it, standing
     * still only if the transaction is bound to a thread.
     *
     * @param action begins when it is told how the transaction ended
     */
    default void composeOnCompletion(Function<Outcome, CompletionStage<Void>> action) {
        onCompletion(outcome -> action.apply(outcome).toCompletableFuture().join());
    }

    /**
     * As {@link #composeOnCompletion}, after everything else: gives back what protects the others' work.
     *
     * @param action begins when all others have ended
     */
    default void composeAtLast(Function<Outcome, CompletionStage<Void>> action) {
        composeOnCompletion(action);
    }
}
