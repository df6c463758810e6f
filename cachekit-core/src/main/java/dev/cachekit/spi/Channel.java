package dev.cachekit.spi;

import dev.cachekit.Subscription;
import java.util.concurrent.CompletionStage;

/** Carries messages between processes, at most once each. Safe for use by many threads; never blocks. */
public interface Channel {

    /** Hears the messages of a subscription. Called on threads of the channel; must return soon. */
    interface Receiver {

        /**
         * A message has come.
         *
         * @param topic the topic's name
         * @param message the bytes, the receiver's own
         */
        void onMessage(String topic, byte[] message);

        /**
         * The subscription is in place: what is sent from now on is heard. Called again whenever messages may have been missed
         * before this moment.
         */
        default void onSubscribed() {}
    }

    /**
     * Sends a message to all who are subscribed now. Messages of this channel to one topic are sent in the order of the calls.
     *
     * @param topic the topic's name
     * @param message the bytes
     * @return sent; fails with {@link dev.cachekit.BackendUnavailableException} if the store does not answer
     */
    CompletionStage<Void> publish(String topic, byte[] message);

    /**
     * Receives the messages of a topic, in the order in which each publisher sent them. Is tried again until the store can be
     * reached.
     *
     * @param topic the topic's name
     * @param receiver told the messages
     * @return the subscription, in place once the receiver is told so
     * @throws dev.cachekit.BackendUnavailableException if the channel is closed
     */
    Subscription subscribe(String topic, Receiver receiver);

    /**
     * As {@link #subscribe}, for all topics whose names match a glob.
     *
     * @param glob {@code *}, {@code ?} and {@code [a-z]} as in Redis; a backslash takes the next character literally
     * @param receiver told the messages
     * @return the subscription, in place once the receiver is told so
     * @throws dev.cachekit.BackendUnavailableException if the channel is closed
     */
    Subscription subscribePattern(String glob, Receiver receiver);
}
