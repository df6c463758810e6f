package dev.cachekit.spi;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Looks at a store as a whole, for operators. Not held back by circuit breakers: it asks how the store is. Never blocks; safe
 * for use by many threads. A stage fails with {@link dev.cachekit.BackendUnavailableException} if the store does not answer.
 */
public interface StoreAdmin {

    /**
     * Asks every primary for a sign of life.
     *
     * @return the longest time one took; fails if one does not answer
     */
    CompletionStage<Duration> ping();

    /**
     * Asks what kind of servers there are and how they are.
     *
     * @return what those that answered say together; fails if none answered
     */
    CompletionStage<StoreReport> report();

    /**
     * Counts keys, at no cost.
     *
     * @return how many there are on all primaries
     */
    CompletionStage<Long> keyCount();

    /**
     * Begins to walk over the names of keys, page by page, without keeping others from their work.
     *
     * @param glob pattern over full names, as Redis reads it
     * @return the first page
     */
    CompletionStage<KeyPage> scan(String glob);
}
