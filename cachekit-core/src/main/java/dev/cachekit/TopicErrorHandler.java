package dev.cachekit;

/**
 * Is told what goes wrong in the methods of a Spring application that listen to topics. Made a bean, it takes the place of the
 * log. Called on CacheKit's threads for topics, by several at a time.
 */
@FunctionalInterface
public interface TopicErrorHandler {

    /**
     * A listening method has failed, or a message could not be read as its parameter.
     *
     * @param topic the name of the topic
     * @param failure what was thrown; an {@link UnreadableMessageException} for a message that could not be read
     * @throws Throwable what is thrown here is logged
     */
    void onError(String topic, Throwable failure) throws Throwable;
}
