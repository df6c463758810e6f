package dev.cachekit.topic;

import dev.cachekit.Missed;
import dev.cachekit.TopicSubscriber;
import dev.cachekit.UnreadableMessageException;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.TopicEvents;
import dev.cachekit.topic.Inbox.Item;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a subscriber what waits for it. Whatever that throws ends here, so that the next message is told. */
final class Delivery<T> implements Inbox.Handler {

    private static final Logger log = LoggerFactory.getLogger("dev.cachekit");

    /** A pattern may hear of topics without end. */
    private static final int MOST_WARNINGS = 1_000;

    private final String subscription;
    private final MessageCodec<T> codec;
    private final TopicSubscriber<T> subscriber;
    private final TopicEvents events;
    private final Scheduler clock;
    private final Set<Object> warned = ConcurrentHashMap.newKeySet();

    Delivery(
            TopicNames names,
            MessageCodec<T> codec,
            TopicSubscriber<T> subscriber,
            TopicEvents events,
            Scheduler clock) {
        this.subscription = names.toString();
        this.codec = codec;
        this.subscriber = subscriber;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void handle(Item item) {
        if (item instanceof Item.Message message) {
            events.onTaken(subscription, Duration.ofNanos(clock.nanoTime() - message.arrivedNanos()));
            read(message);
        } else if (item instanceof Item.Gap gap) {
            missed(gap.missed());
        }
    }

    private void read(Item.Message message) {
        T content;
        try {
            content = codec.read(message.topic(), message.bytes());
        } catch (Throwable unreadable) { // an Error, too, must not end the subscription
            events.onUnreadable(subscription);
            failed(message.topic(), unreadable);
            return;
        }
        tell(message.topic(), content);
    }

    private void tell(String topic, T content) {
        long start = clock.nanoTime();
        try {
            subscriber.onMessage(topic, content);
            events.onHandled(subscription, Duration.ofNanos(clock.nanoTime() - start), true);
        } catch (Throwable failure) { // an Error, too, must not end the subscription
            events.onHandled(subscription, Duration.ofNanos(clock.nanoTime() - start), false);
            failed(topic, failure);
        }
    }

    private void failed(String topic, Throwable failure) {
        try {
            subscriber.onError(topic, failure);
        } catch (UnreadableMessageException unreadable) {
            warnOnce(topic, "A message was left out", unreadable);
        } catch (Throwable unhandled) {
            log.warn("A subscriber of topic {} failed; it is told the next message all the same", topic, unhandled);
        }
    }

    private void missed(Missed missed) {
        warnOnce(missed.getClass(), "Topic " + subscription + " is missing messages: " + missed, null);
        try {
            subscriber.onMissed(missed);
        } catch (Throwable unhandled) {
            log.warn("A subscriber of topic {} failed when it was told of {}", subscription, missed, unhandled);
        }
    }

    private void warnOnce(Object kind, String text, @Nullable Throwable failure) {
        if (warned.size() < MOST_WARNINGS && warned.add(kind)) {
            log.warn("{}; more of this at debug", text, failure);
        } else {
            log.debug(text, failure);
        }
    }
}
