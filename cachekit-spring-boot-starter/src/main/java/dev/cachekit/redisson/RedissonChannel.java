package dev.cachekit.redisson;

import dev.cachekit.Subscription;
import dev.cachekit.spi.Channel;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Messages through Redis, one channel of the application per topic. */
final class RedissonChannel implements Channel {

    private final Subscriber subscriber;
    private final KeyNames names;

    RedissonChannel(Subscriber subscriber, KeyNames names) {
        this.subscriber = subscriber;
        this.names = names;
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] message) {
        return subscriber.publish(names.topic(topic), message);
    }

    @Override
    public CompletionStage<Subscription> subscribe(String topic, Consumer<byte[]> receiver) {
        return subscriber.subscribe(names.topic(topic), receiver);
    }
}
