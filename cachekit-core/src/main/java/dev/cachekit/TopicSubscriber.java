package dev.cachekit;

/**
 * Is told the messages of a topic, and what went wrong with them. Unless more handlers were asked for, one message after the
 * other is told, those of each publisher to one topic in the order in which it sent them. Runs on CacheKit's threads for topics, and may
 * block: messages wait meanwhile.
 *
 * @param <T> the type of the messages
 */
@FunctionalInterface
public interface TopicSubscriber<T> {

    /**
     * A message has come.
     *
     * @param topic the name of the topic
     * @param message the message
     * @throws Exception is given to {@link #onError}; the next message is told all the same
     */
    void onMessage(String topic, T message) throws Exception;

    /**
     * Messages were missed, or may have been, between the last one told and the next one.
     *
     * @param missed what is known of them
     * @throws Exception is logged
     */
    default void onMissed(Missed missed) throws Exception {}

    /**
     * {@link #onMessage} has failed, or a message could not be read as the type of the topic.
     *
     * @param topic the name of the topic
     * @param failure what was thrown; an {@link UnreadableMessageException} for a message that could not be read
     * @throws Throwable what is thrown here is logged; unless overridden, the failure
     */
    default void onError(String topic, Throwable failure) throws Throwable {
        throw failure;
    }
}
