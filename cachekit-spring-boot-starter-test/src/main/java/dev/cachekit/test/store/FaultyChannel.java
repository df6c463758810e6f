package dev.cachekit.test.store;

import dev.cachekit.Subscription;
import dev.cachekit.spi.Channel;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Stands before the channel of topics. After an outage its receivers are told that something may be missing. */
record FaultyChannel(Channel channel, Condition condition, List<Channel.Receiver> receivers) implements Channel {

    FaultyChannel(Channel channel, Condition condition) {
        this(channel, condition, new CopyOnWriteArrayList<>());
    }

    void renewed() {
        receivers.forEach(Receiver::onSubscribed);
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] message) {
        return condition.send("publish", () -> channel.publish(topic, message));
    }

    @Override
    public Subscription subscribe(String topic, Receiver receiver) {
        return subscribed(receiver, lossy -> channel.subscribe(topic, lossy));
    }

    @Override
    public Subscription subscribePattern(String glob, Receiver receiver) {
        return subscribed(receiver, lossy -> channel.subscribePattern(glob, lossy));
    }

    private Subscription subscribed(Receiver receiver, Function<Receiver, Subscription> begin) {
        Subscription subscription = begin.apply(lossy(receiver));
        receivers.add(receiver);
        return () -> {
            receivers.remove(receiver);
            subscription.close();
        };
    }

    private Receiver lossy(Receiver receiver) {
        return new Receiver() {
            @Override
            public void onMessage(String topic, byte[] message) {
                if (condition.hears()) {
                    receiver.onMessage(topic, message);
                }
            }

            @Override
            public void onSubscribed() {
                receiver.onSubscribed();
            }
        };
    }
}
