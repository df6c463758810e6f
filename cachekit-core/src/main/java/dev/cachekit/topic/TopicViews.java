package dev.cachekit.topic;

import dev.cachekit.Topic;
import dev.cachekit.TypeRef;
import dev.cachekit.call.Caller;
import dev.cachekit.spi.Codec;
import java.util.Collection;

/**
 * Makes the views of topics that users hold. Safe for use by many threads.
 *
 * @param topics publishes and subscribes
 * @param codec makes the codecs of messages
 * @param continued how asynchronous callers go on
 */
public record TopicViews(Topics topics, Codec codec, Caller continued) implements AutoCloseable {

    /**
     * Makes a view.
     *
     * @param names the topics' names; more than one, or a pattern, to subscribe only
     * @param type the type of the messages
     * @param <T> the type of the messages
     * @return its view, blocking and asynchronous
     * @throws dev.cachekit.InvalidConfigurationException if a name is blank
     */
    public <T> Topic<T> topic(Collection<String> names, TypeRef<T> type) {
        TopicNames checked = TopicNames.of(names);
        MessageCodec<T> messages = MessageCodec.of(checked.toString(), type, codec);
        return new BlockingTopic<>(
                new NamedTopic<>(topics, checked, messages, Caller.BLOCKING),
                new NamedTopic<>(topics, checked, messages, continued));
    }

    @Override
    public void close() {
        topics.close();
    }
}
