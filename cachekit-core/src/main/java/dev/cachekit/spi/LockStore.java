package dev.cachekit.spi;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Keeps who holds a lock, who waits for it in a queue, and until when. Safe for use by many threads; no call blocks. Every
 * call is one atomic step on one lock, by the store's own clock; a stage fails with
 * {@link dev.cachekit.BackendUnavailableException} if the store does not answer, and the step may then have been done or not.
 *
 * <p>What is kept of a lock ends with the last lease, place and note of it; nothing is kept for ever.
 */
public interface LockStore {

    /** How long it is remembered that an acquisition was given up before its request arrived. */
    Duration GIVEN_UP = Duration.ofSeconds(10);

    /**
     * Takes a lock if it is free for this acquisition: no holder, and nobody before it in the queue, with whom it cannot
     * share. Who holds the lock already gets it again, for the whole lease from now on.
     *
     * @param request the acquisition
     * @return granted, with a fence greater than that of every earlier acquisition; or busy
     */
    CompletionStage<LockReply> acquire(LockRequest request);

    /**
     * Lets an acquisition last longer. Never brings one back, and never lets it end sooner than it would have.
     *
     * @param key the lock
     * @param acquisition the acquisition
     * @param lease how long from now
     * @param fence a number that the fences of all later acquisitions of the lock exceed
     * @return true if it is extended; false if the acquisition does not hold the lock
     */
    CompletionStage<Boolean> extend(LockKey key, Token acquisition, Duration lease, long fence);

    /**
     * Ends an acquisition, whether it holds the lock or waits for it, and wakes those whose turn it is. If it does not hold
     * the lock, a request of it may still be on the way, and is not granted for {@link #GIVEN_UP}.
     *
     * @param key the lock
     * @param acquisition the acquisition
     * @return true if it held the lock until now
     */
    CompletionStage<Boolean> release(LockKey key, Token acquisition);

    /**
     * Begins to hear of locks that somebody waited for and that may be had. A message may be lost, or come for nothing; none
     * is sent when a lease or place merely ends.
     *
     * @param listener called on a thread of the store; must return soon
     */
    void onRelease(Consumer<LockRelease> listener);
}
