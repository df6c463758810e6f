package dev.cachekit.redisson;

import dev.cachekit.contract.ChannelContract;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Channel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedissonChannelTest extends ChannelContract {

    private static RedisServer server;
    private static TestBackend backend;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        backend = new TestBackend(server);
    }

    @AfterAll
    static void stop() {
        backend.close();
        server.close();
    }

    @Override
    protected Channel channel() {
        return backend.backend.channel();
    }
}
