package dev.cachekit;

/** A message of a topic cannot be read as the type that its subscriber expects. Given to {@link TopicSubscriber#onError}. */
public final class UnreadableMessageException extends CacheKitException {

    private final String topic;

    /**
     * @param topic the name of the topic
     * @param reason why, without any of the message
     */
    public UnreadableMessageException(String topic, String reason) {
        super("message of topic " + topic + " cannot be read: " + reason
                + "; publish what the subscribers expect, or subscribe with another type");
        this.topic = topic;
    }

    /** The name of the topic. */
    public String topic() {
        return topic;
    }
}
