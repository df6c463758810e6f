package dev.cachekit.redisson;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Subscription;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.Scheduler;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Messages through Redis, one channel of the application per topic. */
final class RedissonChannel implements Channel, AutoCloseable {

    private final Subscriber subscriber;
    private final PublishLines lines;
    private final KeyNames names;
    private final Scheduler scheduler;
    private final Set<LastingSubscription> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    RedissonChannel(Parts parts) {
        this.subscriber = parts.subscriber();
        this.lines = new PublishLines(parts.client(), parts.commands());
        this.names = parts.names();
        this.scheduler = parts.scheduler();
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] message) {
        return lines.publish(names.topic(topic), message);
    }

    @Override
    public Subscription subscribe(String topic, Receiver receiver) {
        return listen(names.topic(topic), receiver);
    }

    @Override
    public Subscription subscribePattern(String glob, Receiver receiver) {
        return listen(names.topics(glob), receiver);
    }

    private Subscription listen(RedisChannel channel, Receiver receiver) {
        if (closed) {
            throw new BackendUnavailableException("cannot subscribe to " + channel + ": the backend is closed", null);
        }
        LastingSubscription lasting = LastingSubscription.beginNamed(
                subscriber,
                channel,
                scheduler,
                (name, message) -> receiver.onMessage(names.topicOf(name), message),
                receiver::onSubscribed);
        open.add(lasting);
        return () -> {
            lasting.close();
            open.remove(lasting);
        };
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(LastingSubscription::close);
    }
}
