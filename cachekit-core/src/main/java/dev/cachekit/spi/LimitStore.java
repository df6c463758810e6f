package dev.cachekit.spi;

import java.util.concurrent.CompletionStage;

/**
 * Counts the permits of rate limiters. Safe for use by many threads; no call blocks. Every call is one atomic step on one key,
 * by the store's own clock; a stage fails with {@link dev.cachekit.BackendUnavailableException} if the store does not answer,
 * and the permits may then have been taken or not.
 */
public interface LimitStore {

    /**
     * Takes permits from every band, or from none: then nothing is written. If they are there within the longest wait, and all
     * bands are token buckets, a place is reserved: the permits are taken now, and the caller may go on after the wait.
     *
     * @param request what to take
     * @return what was decided
     */
    CompletionStage<LimitReply> take(LimitRequest request);

    /**
     * Gives permits back to every band, up to the full number of each.
     *
     * @param request what to give back; its wait means nothing
     * @return ends when the store has acknowledged it
     */
    CompletionStage<Void> credit(LimitRequest request);
}
