package dev.cachekit.redisson;

import java.util.concurrent.CompletionStage;
import org.redisson.api.RPatternTopic;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.PatternStatusListener;
import org.redisson.api.listener.StatusListener;
import org.redisson.client.codec.ByteArrayCodec;

/** What the client offers to hear a channel, or all channels that match: both in one shape. */
interface ChannelEar {

    /** Hears messages. */
    @FunctionalInterface
    interface Receiver {
        void receive(String channel, byte[] message);
    }

    /** Adds a receiver of messages. */
    CompletionStage<Integer> listen(Receiver receiver);

    /** Adds what is run whenever the server has taken a subscription. */
    CompletionStage<Integer> onSubscribed(Runnable action);

    /** Removes what was added. */
    CompletionStage<Void> remove(int listener);

    static ChannelEar of(RedissonClient client, RedisChannel channel) {
        if (channel.pattern()) {
            return new Matching(client.getPatternTopic(channel.name(), ByteArrayCodec.INSTANCE));
        }
        return new One(
                channel.sharded()
                        ? client.getShardedTopic(channel.name(), ByteArrayCodec.INSTANCE)
                        : client.getTopic(channel.name(), ByteArrayCodec.INSTANCE));
    }

    /** One channel. */
    record One(RTopic topic) implements ChannelEar {

        @Override
        public CompletionStage<Integer> listen(Receiver receiver) {
            return topic.addListenerAsync(
                    byte[].class, (channel, message) -> receiver.receive(channel.toString(), message));
        }

        @Override
        public CompletionStage<Integer> onSubscribed(Runnable action) {
            return topic.addListenerAsync(new StatusListener() {
                @Override
                public void onSubscribe(String channel) {
                    action.run();
                }

                @Override
                public void onUnsubscribe(String channel) {}
            });
        }

        @Override
        public CompletionStage<Void> remove(int listener) {
            return topic.removeListenerAsync(listener);
        }
    }

    /** All channels that match a glob. */
    record Matching(RPatternTopic topic) implements ChannelEar {

        @Override
        public CompletionStage<Integer> listen(Receiver receiver) {
            return topic.addListenerAsync(
                    byte[].class, (pattern, channel, message) -> receiver.receive(channel.toString(), message));
        }

        @Override
        public CompletionStage<Integer> onSubscribed(Runnable action) {
            return topic.addListenerAsync(new PatternStatusListener() {
                @Override
                public void onPSubscribe(String pattern) {
                    action.run();
                }

                @Override
                public void onPUnsubscribe(String pattern) {}
            });
        }

        @Override
        public CompletionStage<Void> remove(int listener) {
            return topic.removeListenerAsync(listener);
        }
    }
}
