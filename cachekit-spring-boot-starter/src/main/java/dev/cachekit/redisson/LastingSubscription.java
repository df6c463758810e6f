package dev.cachekit.redisson;

import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription that is tried again and again until it is in place; afterwards the client renews it whenever a
 * connection is lost.
 */
final class LastingSubscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LastingSubscription.class);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    private final Subscriber subscriber;
    private final RedisChannel channel;
    private final Scheduler scheduler;
    private final ChannelEar.Receiver receiver;
    private final Runnable onSubscribed;
    private volatile boolean closed;
    private volatile Runnable end = () -> {};

    private LastingSubscription(
            Subscriber subscriber,
            RedisChannel channel,
            Scheduler scheduler,
            ChannelEar.Receiver receiver,
            Runnable onSubscribed) {
        this.subscriber = subscriber;
        this.channel = channel;
        this.scheduler = scheduler;
        this.receiver = receiver;
        this.onSubscribed = onSubscribed;
    }

    /** Begins; messages may have been missed before every call of {@code onSubscribed}. */
    static LastingSubscription begin(
            Subscriber subscriber,
            RedisChannel channel,
            Scheduler scheduler,
            Consumer<byte[]> receiver,
            Runnable onSubscribed) {
        return beginNamed(subscriber, channel, scheduler, (name, message) -> receiver.accept(message), onSubscribed);
    }

    /** As {@link #begin}, for a receiver that is told the name of the channel, too. */
    static LastingSubscription beginNamed(
            Subscriber subscriber,
            RedisChannel channel,
            Scheduler scheduler,
            ChannelEar.Receiver receiver,
            Runnable onSubscribed) {
        LastingSubscription subscription =
                new LastingSubscription(subscriber, channel, scheduler, receiver, onSubscribed);
        subscription.subscribe(FIRST_DELAY);
        return subscription;
    }

    private void subscribe(Duration delay) {
        if (!closed) {
            subscriber.subscribe(channel, receiver, onSubscribed).whenComplete((subscription, failure) -> {
                if (failure == null) {
                    inPlace(subscription::close);
                } else {
                    again(delay, failure);
                }
            });
        }
    }

    private void inPlace(Runnable closing) {
        end = closing;
        if (closed) {
            closing.run();
        }
    }

    private void again(Duration delay, Throwable failure) {
        if (!closed) {
            LOG.debug("subscription to {} failed, next try in {}", channel, delay, failure);
            Duration doubled = delay.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
            scheduler.after(delay, () -> subscribe(next));
        }
    }

    @Override
    public void close() {
        closed = true;
        end.run();
    }
}
