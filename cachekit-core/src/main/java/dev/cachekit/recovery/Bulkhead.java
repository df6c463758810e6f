package dev.cachekit.recovery;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets only so many do something at the same time; the others wait in their order. Nobody blocks: a place is a stage, so
 * a caller on a virtual thread waits as cheaply as one that is continued. Safe for use by many threads.
 */
public final class Bulkhead {

    private final AtomicInteger free;
    private final Queue<Place> waiting = new ConcurrentLinkedQueue<>();

    /**
     * Makes one whose places are all free.
     *
     * @param places how many
     */
    public Bulkhead(int places) {
        this.free = new AtomicInteger(places);
    }

    /**
     * Asks for a place.
     *
     * @return the place, to be left exactly once whether or not it was waited for to the end
     */
    public Place enter() {
        Place place = new Place();
        waiting.add(place);
        admit();
        return place;
    }

    /** Gives free places to those who wait, one after the other. */
    private void admit() {
        while (!waiting.isEmpty() && take()) {
            Place next = waiting.poll();
            if (next == null || !next.admitted.complete(null)) {
                // somebody else came first, or the next has given up: the place is free for the one after
                free.incrementAndGet();
            }
        }
    }

    private boolean take() {
        int now = free.get();
        while (now > 0 && !free.compareAndSet(now, now - 1)) {
            now = free.get();
        }
        return now > 0;
    }

    /** One who wants a place. */
    public final class Place {

        private final CompletableFuture<Void> admitted = new CompletableFuture<>();

        private Place() {}

        /**
         * Returns the admission.
         *
         * @return complete when the place is there; a copy, so that giving up the wait completes nothing here
         */
        public CompletableFuture<Void> admission() {
            return admitted.copy();
        }

        /** Leaves the place, or the queue for it. */
        public void leave() {
            if (!admitted.cancel(false)) {
                free.incrementAndGet();
                admit();
            }
        }
    }
}
