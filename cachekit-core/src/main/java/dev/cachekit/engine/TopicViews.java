package dev.cachekit.engine;

import dev.cachekit.Topic;
import dev.cachekit.TypeRef;
import dev.cachekit.call.Caller;
import dev.cachekit.spi.Codec;
import dev.cachekit.topic.MessageCodec;
import dev.cachekit.topic.TopicNames;
import dev.cachekit.topic.Topics;
import java.util.Collection;

/** Makes the views of topics that users hold. */
record TopicViews(Topics topics, Codec codec, Caller continued) implements AutoCloseable {

    <T> Topic<T> topic(Collection<String> names, TypeRef<T> type) {
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
