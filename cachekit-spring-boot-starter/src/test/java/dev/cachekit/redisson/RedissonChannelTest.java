package dev.cachekit.redisson;

import dev.cachekit.contract.ChannelContract;
import dev.cachekit.spi.Channel;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedissonChannelTest extends ChannelContract {

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    @Override
    protected Channel channel() {
        return REDIS.backend().backend.channel();
    }
}
