package dev.cachekit.redisson.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.NettyHook;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.handler.CommandPubSubDecoder;

/** In clients of ours every connection that may carry a subscription is read frame by frame. */
class SubscriptionFramesTest {

    /** Sees each connection of a client; what others ask for goes on beside what we do. */
    private static final class Seen implements NettyHook {

        final List<Channel> channels = new CopyOnWriteArrayList<>();

        @Override
        public void afterBoostrapInitialization(Bootstrap bootstrap) {}

        @Override
        public void afterChannelInitialization(Channel channel) {
            channels.add(channel);
        }
    }

    private static List<Class<?>> handlers(Channel channel) {
        return channel.pipeline().toMap().values().stream()
                .<Class<?>>map(Object::getClass)
                .toList();
    }

    @Test
    void framesAreMadeWholeRightBeforeTheDecoderOfSubscriptions() throws InterruptedException {
        Seen seen = new Seen();
        try (RedisServer server = RedisServer.startLocal()) {
            RedissonClient client = RedissonClients.create(
                    new RedisSettings(
                            new RedisSettings.Single(server.url()),
                            RedisSettings.Credentials.NONE,
                            null,
                            ClientLimits.DEFAULT),
                    config -> config.setNettyHook(seen));
            try {
                BlockingQueue<String> heard = new LinkedBlockingQueue<>();
                client.getTopic("news", StringCodec.INSTANCE)
                        .addListener(String.class, (topic, message) -> heard.add(message));
                server.send("PUBLISH", "news", "hello");
                assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");

                List<Channel> subscribing = seen.channels.stream()
                        .filter(channel -> channel.pipeline().get(CommandPubSubDecoder.class) != null)
                        .toList();
                assertThat(subscribing)
                        .isNotEmpty()
                        .allSatisfy(channel -> assertThat(handlers(channel))
                                .containsSubsequence(WholeFrames.class, CommandPubSubDecoder.class));
            } finally {
                client.shutdown();
            }
        }
    }
}
