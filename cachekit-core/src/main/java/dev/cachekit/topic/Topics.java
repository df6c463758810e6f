package dev.cachekit.topic;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.Subscription;
import dev.cachekit.TopicSubscriber;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.call.StoreTime;
import dev.cachekit.recovery.Guard;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.TopicEvents;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Sends messages, and listens to them. Safe for use by many threads. */
public final class Topics implements AutoCloseable {

    private final Channel channel;
    private final Guard guard;
    private final Function<Caller, StoreTime> time;
    private final Hearing hearing;
    private final Set<Listening> open = ConcurrentHashMap.newKeySet();

    /**
     * How subscribers are told.
     *
     * @param executor runs them; they may block
     * @param events is told what happens
     * @param clock measures how long they take
     */
    public record Hearing(Executor executor, TopicEvents events, Scheduler clock) {}

    /**
     * Makes the strategy.
     *
     * @param channel carries the messages
     * @param guard keeps messages from a store that is left alone
     * @param time gives each call what it may spend on the store
     * @param hearing how subscribers are told
     */
    public Topics(Channel channel, Guard guard, Function<Caller, StoreTime> time, Hearing hearing) {
        this.channel = channel;
        this.guard = guard;
        this.time = time;
        this.hearing = hearing;
    }

    /**
     * Sends a message.
     *
     * @param topic the name of the topic
     * @param message the bytes
     * @param caller how to wait
     * @return ends when the store has taken it; fails with {@link BackendUnavailableException} if it is away
     */
    public CompletionStage<Void> publish(String topic, byte[] message, Caller caller) {
        return time.apply(caller)
                .spend(() -> guard.sendAnywhere(() -> channel.publish(topic, message)))
                .whenComplete((sent, failure) -> hearing.events().onPublished(topic, failure == null));
    }

    /**
     * Listens.
     *
     * @param names the topics
     * @param codec reads the messages
     * @param subscriber is told them
     * @param options how they wait for it
     * @param caller how to wait
     * @param <T> the type of the messages
     * @return the subscription, once it is in place or the store has not answered in time
     */
    public <T> CompletionStage<Subscription> subscribe(
            TopicNames names,
            MessageCodec<T> codec,
            TopicSubscriber<T> subscriber,
            SubscribeOptions options,
            Caller caller) {
        Delivery<T> delivery = new Delivery<>(names, codec, subscriber, hearing.events(), hearing.clock());
        Inbox inbox = new Inbox(options, hearing.executor(), delivery);
        Listening listening = new Listening(names, inbox, hearing.events(), hearing.clock(), open::remove);
        open.add(listening);
        listening.begin(channel);
        return Stages.either(
                time.apply(caller).spend(listening::inPlace),
                inPlace -> CompletableFuture.completedFuture(listening),
                failure -> goingOn(listening, failure));
    }

    /** Ends all subscriptions. */
    @Override
    public void close() {
        open.forEach(Listening::close);
    }

    /** A store that is away is no reason to have no subscription; an interrupted caller will not close it. */
    private static CompletionStage<Subscription> goingOn(Listening listening, Throwable failure) {
        if (failure instanceof BackendUnavailableException) {
            listening.waitedInVain();
            return CompletableFuture.completedFuture(listening);
        }
        listening.close();
        return CompletableFuture.failedFuture(failure);
    }
}
