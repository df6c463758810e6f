package dev.cachekit.topic;

import dev.cachekit.AsyncTopic;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.Subscription;
import dev.cachekit.TopicSubscriber;
import dev.cachekit.call.Caller;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * A topic as a user holds it.
 *
 * @param <T> the type of the messages
 */
record NamedTopic<T>(Topics topics, TopicNames names, MessageCodec<T> codec, Caller caller) implements AsyncTopic<T> {

    @Override
    public CompletionStage<Void> publish(T message) {
        Objects.requireNonNull(message, () -> "message of topic " + names + " must not be null");
        return topics.publish(names.single(), codec.write(message), caller);
    }

    @Override
    public CompletionStage<Subscription> subscribe(TopicSubscriber<T> subscriber, SubscribeOptions options) {
        Objects.requireNonNull(subscriber, () -> "subscriber of topic " + names + " must not be null");
        return topics.subscribe(names, codec, subscriber, options, caller);
    }
}
