package dev.cachekit.redisson;

import dev.cachekit.contract.BackendContract;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Backend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedissonBackendTest extends BackendContract {

    private static RedisServer server;
    private static TestBackend backend;

    @BeforeAll
    static void startServer() {
        server = RedisServer.start();
        backend = new TestBackend(server);
    }

    @AfterAll
    static void stopServer() {
        backend.close();
        server.close();
    }

    @Override
    protected Backend start() {
        return backend.anotherBackend();
    }
}
