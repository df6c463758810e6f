package dev.cachekit.spi;

import dev.cachekit.Subscription;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Carries messages between processes, at most once each. Safe for use by many threads; never blocks. */
public interface Channel {

    /**
     * Sends a message to all who are subscribed now.
     *
     * @param topic the topic's name
     * @param message the bytes
     * @return sent; fails with {@link dev.cachekit.BackendUnavailableException} if the store does not answer
     */
    CompletionStage<Void> publish(String topic, byte[] message);

    /**
     * Receives the messages of a topic, in the order in which each publisher sent them.
     *
     * @param topic the topic's name
     * @param receiver called on a thread of the channel; must return soon
     * @return the subscription, once it is in place
     */
    CompletionStage<Subscription> subscribe(String topic, Consumer<byte[]> receiver);
}
