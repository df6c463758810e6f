package dev.cachekit.redisson;

import dev.cachekit.Subscription;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscribes to channels of Redis by their full names. */
final class Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    private final RedissonClient client;
    private final Commands commands;

    Subscriber(RedissonClient client, Commands commands) {
        this.client = client;
        this.commands = commands;
    }

    /**
     * Calls {@code onSubscribed} once the receiver hears, and whenever it hears again after a connection was lost. The
     * renewals are watched before messages are heard: the server's first answer must not be taken for one.
     */
    CompletionStage<Subscription> subscribe(RedisChannel channel, ChannelEar.Receiver receiver, Runnable onSubscribed) {
        AtomicBoolean hears = new AtomicBoolean();
        Runnable renewed = () -> {
            if (hears.get()) {
                onSubscribed.run();
            }
        };
        return renewals(channel, renewed)
                .thenCompose(renewals -> messages(channel, receiver)
                        .whenComplete((messages, failure) -> {
                            if (failure != null) {
                                renewals.close();
                            } else {
                                hears.set(true);
                                onSubscribed.run();
                            }
                        })
                        .thenApply(messages -> () -> {
                            messages.close();
                            renewals.close();
                        }));
    }

    private CompletionStage<Subscription> renewals(RedisChannel channel, Runnable renewed) {
        return added(channel, () -> ear(channel).onSubscribed(renewed));
    }

    /** Every receiver gets bytes of its own; the client hands the same array to all. */
    private CompletionStage<Subscription> messages(RedisChannel channel, ChannelEar.Receiver receiver) {
        return added(channel, () -> ear(channel).listen((name, message) -> deliver(name, message.clone(), receiver)));
    }

    private CompletionStage<Subscription> added(RedisChannel channel, Supplier<CompletionStage<Integer>> listener) {
        return commands.send("subscribe", listener).thenApply(added -> subscription(channel, added));
    }

    /** A receiver that threw into the client would end the delivery of its channel for good. */
    private static void deliver(String channel, byte[] message, ChannelEar.Receiver receiver) {
        try {
            receiver.receive(channel, message);
        } catch (RuntimeException | LinkageError | AssertionError failure) {
            LOG.warn("a receiver of {} failed; it gets the next message all the same", channel, failure);
        }
    }

    private Subscription subscription(RedisChannel channel, int listener) {
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                commands.send("unsubscribe", () -> ear(channel).remove(listener));
            }
        };
    }

    private ChannelEar ear(RedisChannel channel) {
        return ChannelEar.of(client, channel);
    }
}
