package dev.cachekit;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Messages to all processes that listen at that moment. Obtained from {@code CacheKit} by name; safe for use by many threads.
 * Nothing is kept: who is not listening, or not connected, misses the message.
 *
 * <pre>{@code
 *     Topic<OrderPlaced> orders = cacheKit.topic("orders", OrderPlaced.class);
 *     try (Subscription subscription = orders.subscribe(order -> screen.show(order))) { ... }
 * }</pre>
 *
 * <p><b>Threads.</b> Listeners run on CacheKit's executor, never on a thread of Redis. An exception of a listener is logged
 * and keeps no other from being told.
 *
 * <p><b>When Redis is away</b> {@link #publish} throws {@link BackendUnavailableException}; subscriptions stay and go on when
 * Redis is back.
 *
 * @param <T> type of the messages
 */
public interface Topic<T> {

    /**
     * Sends a message to all listeners, those of this process included; does not wait for them.
     *
     * @param message the message, not null
     * @throws BackendUnavailableException if Redis is away
     */
    void publish(T message);

    /**
     * Listens to messages from now on.
     *
     * @param listener told every message, never null; a message that cannot be read as {@code T} is left out and counted
     * @return the subscription, to be closed by the caller
     */
    Subscription subscribe(Consumer<T> listener);

    /**
     * As {@link #subscribe(Consumer)}, with the name of the topic first: for one listener on several topics.
     *
     * @param listener told the name of the topic and the message
     * @return the subscription, to be closed by the caller
     */
    Subscription subscribe(BiConsumer<String, T> listener);
}
