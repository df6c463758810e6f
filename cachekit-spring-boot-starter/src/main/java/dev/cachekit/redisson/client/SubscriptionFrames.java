package dev.cachekit.redisson.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import org.redisson.client.NettyHook;
import org.redisson.client.handler.CommandPubSubDecoder;

/**
 * Puts {@link WholeFrames} before the client's decoder of subscriptions.
 *
 * @param others what else is to be done with a connection
 */
record SubscriptionFrames(NettyHook others) implements NettyHook {

    @Override
    public void afterBoostrapInitialization(Bootstrap bootstrap) {
        others.afterBoostrapInitialization(bootstrap);
    }

    @Override
    public void afterChannelInitialization(Channel channel) {
        others.afterChannelInitialization(channel);
        ChannelHandlerContext decoder = channel.pipeline().context(CommandPubSubDecoder.class);
        if (decoder != null) {
            channel.pipeline().addBefore(decoder.name(), "cachekit-whole-frames", new WholeFrames());
        }
    }
}
