package dev.cachekit.redisson;

import dev.cachekit.Subscription;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.StatusListener;
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

    CompletionStage<Void> publish(RedisChannel channel, byte[] message) {
        return commands.send("publish", () -> topic(channel).publishAsync(message))
                .thenAccept(receivers -> {});
    }

    CompletionStage<Subscription> subscribe(RedisChannel channel, Consumer<byte[]> receiver) {
        return commands.<Integer>send("subscribe", () -> listen(channel, receiver))
                .thenApply(listener -> subscription(channel, listener));
    }

    /** Calls {@code onSubscribed} once the receiver hears, and whenever it hears again after a connection was lost. */
    CompletionStage<Subscription> subscribe(RedisChannel channel, Consumer<byte[]> receiver, Runnable onSubscribed) {
        return subscribe(channel, receiver)
                .thenCompose(messages -> renewals(channel, onSubscribed)
                        .whenComplete((renewals, failure) -> {
                            if (failure != null) {
                                messages.close();
                            } else {
                                onSubscribed.run();
                            }
                        })
                        .thenApply(renewals -> () -> {
                            messages.close();
                            renewals.close();
                        }));
    }

    private CompletionStage<Subscription> renewals(RedisChannel channel, Runnable onSubscribed) {
        return commands.<Integer>send("subscribe", () -> topic(channel).addListenerAsync(new Renewal(onSubscribed)))
                .thenApply(listener -> subscription(channel, listener));
    }

    /** Every receiver gets bytes of its own; the client hands the same array to all. */
    private CompletionStage<Integer> listen(RedisChannel channel, Consumer<byte[]> receiver) {
        return topic(channel).addListenerAsync(byte[].class, (name, message) -> deliver(name, message, receiver));
    }

    /** A receiver that threw into the client would end the delivery of its channel for good. */
    private static void deliver(CharSequence channel, byte[] message, Consumer<byte[]> receiver) {
        try {
            receiver.accept(message.clone());
        } catch (RuntimeException | LinkageError | AssertionError failure) {
            LOG.warn("a receiver of {} failed; it gets the next message all the same", channel, failure);
        }
    }

    private Subscription subscription(RedisChannel channel, int listener) {
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                commands.send("unsubscribe", () -> topic(channel).removeListenerAsync(listener));
            }
        };
    }

    private RTopic topic(RedisChannel channel) {
        return channel.sharded()
                ? client.getShardedTopic(channel.name(), ByteArrayCodec.INSTANCE)
                : client.getTopic(channel.name(), ByteArrayCodec.INSTANCE);
    }

    private record Renewal(Runnable action) implements StatusListener {

        @Override
        public void onSubscribe(String channel) {
            action.run();
        }

        @Override
        public void onUnsubscribe(String channel) {}
    }
}
