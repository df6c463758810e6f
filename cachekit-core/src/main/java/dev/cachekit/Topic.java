package dev.cachekit;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Messages to all processes that listen at that moment. Obtained from {@code CacheKit} by name; safe for use by many threads.
 * Nothing is kept: who is not listening, or not connected, misses the message, and is told so by {@link
 * TopicSubscriber#onMissed} once it is connected again.
 *
 * <pre>{@code
 *     Topic<OrderPlaced> orders = cacheKit.topic("orders", OrderPlaced.class);
 *     try (Subscription subscription = orders.subscribe(order -> screen.show(order))) { ... }
 * }</pre>
 *
 * <p>A name with a {@code *} stands for all topics whose names match, {@code *} meaning any characters. It can be listened to,
 * not published to. Names are those of the application: others do not hear them.
 *
 * <p><b>Order.</b> Messages that this process publishes to one topic are told to each subscriber in the order of the calls. There
 * is no order between topics, nor between processes. A message whose {@link #publish} failed has no place in the order: if it
 * arrives at all, it may do so after others that were published since.
 *
 * <p><b>Threads.</b> Subscribers run on CacheKit's threads for topics, never on a thread of Redis. An exception of a subscriber
 * is logged unless it handles it itself, and keeps no other from being told.
 *
 * <p><b>When Redis is away</b> {@link #publish} throws {@link BackendUnavailableException}; subscriptions stay and go on when
 * Redis is back, and one that is begun meanwhile begins then.
 *
 * @param <T> type of the messages
 */
public interface Topic<T> {

    /**
     * Sends a message to all subscribers, those of this process included; does not wait for them. It travels as plain JSON.
     *
     * @param message the message, not null
     * @throws BackendUnavailableException if Redis is away; the message may have been sent nevertheless, and
     *     may be told after later ones
     * @throws InvalidConfigurationException if this stands for several topics
     */
    void publish(T message);

    /**
     * Listens to messages from now on. Waits for Redis no longer than {@code cachekit.redis.deadline}.
     *
     * @param listener told every message, never null; a message that cannot be read as {@code T} is left out and counted
     * @return the subscription, to be closed by the caller
     */
    default Subscription subscribe(Consumer<T> listener) {
        return subscribe(
                (TopicSubscriber<T>) (topic, message) -> listener.accept(message), SubscribeOptions.defaults());
    }

    /**
     * As {@link #subscribe(Consumer)}, with the name of the topic first: for one listener on several topics.
     *
     * @param listener told the name of the topic and the message
     * @return the subscription, to be closed by the caller
     */
    default Subscription subscribe(BiConsumer<String, T> listener) {
        return subscribe((TopicSubscriber<T>) listener::accept, SubscribeOptions.defaults());
    }

    /**
     * As {@link #subscribe(Consumer)}, for a subscriber that is also told of missed messages and of failures.
     *
     * @param subscriber told the messages
     * @param options how messages wait for it
     * @return the subscription, to be closed by the caller
     */
    Subscription subscribe(TopicSubscriber<T> subscriber, SubscribeOptions options);

    /** The same topic for callers that do not wait. */
    AsyncTopic<T> async();
}
