package dev.cachekit.engine;

import dev.cachekit.spi.TopicEvents;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners. One that throws harms neither the topic nor the others. */
record TopicListeners(List<TopicEvents> listeners) implements TopicEvents {

    private static final Logger log = LoggerFactory.getLogger(TopicListeners.class);

    TopicListeners {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void onPublished(String topic, boolean success) {
        tell(listener -> listener.onPublished(topic, success));
    }

    @Override
    public void onHandled(String subscription, Duration time, boolean success) {
        tell(listener -> listener.onHandled(subscription, time, success));
    }

    @Override
    public void onUnreadable(String subscription) {
        tell(listener -> listener.onUnreadable(subscription));
    }

    @Override
    public void onDropped(String subscription, long count) {
        tell(listener -> listener.onDropped(subscription, count));
    }

    @Override
    public void onDisconnected(String subscription) {
        tell(listener -> listener.onDisconnected(subscription));
    }

    private void tell(Consumer<TopicEvents> event) {
        for (TopicEvents listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable failure) { // an Error, too, must not end what the call has begun
                log.debug("A listener of topics failed", failure);
            }
        }
    }
}
