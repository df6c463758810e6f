package dev.cachekit.strategy;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The fills that the store has not acknowledged yet, those of this process. Whoever fills while others do need not wait for the
 * acknowledgement: the value is loaded, and whoever asks for it meanwhile joins the flight, or waits for the lease. A lone
 * caller waits, so that what it has loaded is stored when it goes on. Lock-free; safe for use by many threads.
 */
final class FillsUnderway {

    /** With more, the store is slower than the callers, who then wait for it. */
    static final int MOST = 64;

    private final AtomicInteger underway = new AtomicInteger();

    /**
     * Counts a fill as under way until it is acknowledged.
     *
     * @param sent the request; its stage never fails
     * @return whether its caller need not wait for it
     */
    boolean mayLeave(CompletionStage<?> sent) {
        int others = underway.getAndIncrement();
        sent.whenComplete((done, failure) -> underway.decrementAndGet());
        return others > 0 && others < MOST;
    }
}
