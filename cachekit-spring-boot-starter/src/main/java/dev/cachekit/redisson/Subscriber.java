package dev.cachekit.redisson;

import dev.cachekit.Subscription;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes to and subscribes to channels of Redis by their full names. */
final class Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    private final RedissonClient client;
    private final Commands commands;

    Subscriber(RedissonClient client, Commands commands) {
        this.client = client;
        this.commands = commands;
    }

    CompletionStage<Void> publish(String channel, byte[] message) {
        return commands.send("publish", () -> topic(channel).publishAsync(message))
                .thenAccept(receivers -> {});
    }

    /** Every receiver gets bytes of its own; the client hands the same array to all. */
    CompletionStage<Subscription> subscribe(String channel, Consumer<byte[]> receiver) {
        return commands.<Integer>send(
                        "subscribe",
                        () -> topic(channel)
                                .addListenerAsync(byte[].class, (name, message) -> deliver(name, message, receiver)))
                .thenApply(listener -> subscription(channel, listener));
    }

    /** A receiver that threw into the client would end the delivery of its channel for good. */
    private static void deliver(CharSequence channel, byte[] message, Consumer<byte[]> receiver) {
        try {
            receiver.accept(message.clone());
        } catch (RuntimeException | LinkageError | AssertionError failure) {
            LOG.warn("a receiver of {} failed; it gets the next message all the same", channel, failure);
        }
    }

    private Subscription subscription(String channel, int listener) {
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                commands.send("unsubscribe", () -> topic(channel).removeListenerAsync(listener));
            }
        };
    }

    private RTopic topic(String channel) {
        return client.getTopic(channel, ByteArrayCodec.INSTANCE);
    }
}
