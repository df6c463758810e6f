package dev.cachekit.spi;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells the nodes of an application what was changed in the store: by messages, which are quick and may be lost, and by
 * beats, which tell the truth. Safe for use by many threads; never blocks.
 */
public interface Backplane {

    /** Of a store that nobody else can change: it sends no messages and has no beats. */
    Backplane NONE = new Backplane() {
        @Override
        public void listen(Listener listener) {}

        @Override
        public CompletionStage<Map<Lane, Beat>> beat() {
            return CompletableFuture.completedFuture(Map.of());
        }
    };

    /**
     * Begins to hear the messages. Subscribing goes on in the background until it succeeds, and is renewed by itself.
     *
     * @param listener told on threads of the backplane or of writers, the messages of one lane in their order; must
     *     return soon, and must not call the store
     */
    void listen(Listener listener);

    /**
     * Asks every primary for the stamps of its lanes. It is a write, so a primary that has lost its replicas and must
     * not be trusted any more refuses it.
     *
     * @return an answer for each lane whose primary answered; fails with
     *     {@link dev.cachekit.BackendUnavailableException} if none did
     */
    CompletionStage<Map<Lane, Beat>> beat();

    /** Hears what happens in the store. */
    interface Listener {

        /**
         * Something was removed.
         *
         * @param message what and where
         */
        void onMessage(LaneMessage message);

        /** The subscription was made or renewed: messages may have been missed before this moment. */
        void onSubscribed();
    }
}
