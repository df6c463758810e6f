package dev.cachekit.spi;

import java.util.List;
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
    default CompletionStage<LimitReply> take(LimitRequest request) {
        return takeEach(List.of(request)).thenApply(replies -> replies.get(0));
    }

    /**
     * Decides on several requests in one step, as if they came alone, one after the other.
     *
     * @param requests at least one, all of one limiter and subject, with the same bands
     * @return what was decided, in their order
     */
    CompletionStage<List<LimitReply>> takeEach(List<LimitRequest> requests);

    /**
     * Gives permits back to every band, up to the full number of each.
     *
     * @param request what to give back; its wait means nothing
     * @return ends when the store has acknowledged it
     */
    CompletionStage<Void> credit(LimitRequest request);
}
