package dev.cachekit.event;

import dev.cachekit.spi.TopicEvents;
import java.time.Duration;
import java.util.List;

/** Tells several listeners. One that throws harms neither the topic nor the others. */
final class TopicListeners implements TopicEvents {

    private final Audience<TopicEvents> audience;

    TopicListeners(List<TopicEvents> listeners) {
        this.audience = new Audience<>(listeners);
    }

    @Override
    public void onPublished(String topic, boolean success) {
        audience.tell(listener -> listener.onPublished(topic, success));
    }

    @Override
    public void onTaken(String subscription, Duration waited) {
        audience.tell(listener -> listener.onTaken(subscription, waited));
    }

    @Override
    public void onHandled(String subscription, Duration time, boolean success) {
        audience.tell(listener -> listener.onHandled(subscription, time, success));
    }

    @Override
    public void onUnreadable(String subscription) {
        audience.tell(listener -> listener.onUnreadable(subscription));
    }

    @Override
    public void onDropped(String subscription, long count) {
        audience.tell(listener -> listener.onDropped(subscription, count));
    }

    @Override
    public void onDisconnected(String subscription) {
        audience.tell(listener -> listener.onDisconnected(subscription));
    }
}
