package dev.cachekit.topic;

import dev.cachekit.AsyncTopic;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.Subscription;
import dev.cachekit.Topic;
import dev.cachekit.TopicSubscriber;
import dev.cachekit.call.Outcome;

/**
 * The blocking view of a topic: the asynchronous one with a caller that stands still, so its stages are complete.
 *
 * @param <T> the type of the messages
 */
record BlockingTopic<T>(NamedTopic<T> standingStill, AsyncTopic<T> async) implements Topic<T> {

    @Override
    public void publish(T message) {
        Outcome.of(standingStill.publish(message));
    }

    @Override
    public Subscription subscribe(TopicSubscriber<T> subscriber, SubscribeOptions options) {
        return Outcome.of(standingStill.subscribe(subscriber, options));
    }
}
