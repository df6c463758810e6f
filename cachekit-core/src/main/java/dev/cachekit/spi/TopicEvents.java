package dev.cachekit.spi;

import java.time.Duration;

/**
 * Is told what topics do. Must return at once and must not throw. Implementations are safe for use by many threads. No method is
 * told a message.
 *
 * <p>A subscription is named as it was asked for, patterns included, so that there are few names.
 */
public non-sealed interface TopicEvents extends Listener {

    /** Listens to nothing. */
    TopicEvents NONE = new TopicEvents() {};

    /**
     * A message was sent, or could not be.
     *
     * @param topic the topic's name
     * @param success whether the store has taken it
     */
    default void onPublished(String topic, boolean success) {}

    /**
     * A handler takes a message that has waited for it in this process.
     *
     * @param subscription the subscription's name
     * @param waited since its arrival
     */
    default void onTaken(String subscription, Duration waited) {}

    /**
     * A message was handled.
     *
     * @param subscription the subscription's name
     * @param time how long the handler took
     * @param success false if it threw
     */
    default void onHandled(String subscription, Duration time, boolean success) {}

    /**
     * A message could not be read and was left out.
     *
     * @param subscription the subscription's name
     */
    default void onUnreadable(String subscription) {}

    /**
     * Messages were dropped, because more came than were handled.
     *
     * @param subscription the subscription's name
     * @param count how many
     */
    default void onDropped(String subscription, long count) {}

    /**
     * The connection was lost and is there again; messages may have been missed.
     *
     * @param subscription the subscription's name
     */
    default void onDisconnected(String subscription) {}
}
