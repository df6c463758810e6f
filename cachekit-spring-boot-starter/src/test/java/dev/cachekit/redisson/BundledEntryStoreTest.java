package dev.cachekit.redisson;

import dev.cachekit.contract.BundledEntryStoreContract;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Backend;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What goes in pipelines keeps the contract, also on a server that forgets its scripts all the time. */
class BundledEntryStoreTest extends BundledEntryStoreContract {

    private static RedisServer server;
    private static TestBackend backend;
    private static ScheduledExecutorService flushes;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        backend = new TestBackend(server);
        flushes = Executors.newSingleThreadScheduledExecutor();
        flushes.scheduleWithFixedDelay(server::flushScripts, 100, 100, TimeUnit.MILLISECONDS);
    }

    @AfterAll
    static void stop() {
        flushes.shutdownNow();
        backend.close();
        server.close();
    }

    @Override
    protected Backend backend() {
        return backend.backend;
    }

    /** The server's clock cannot be moved. */
    @Override
    public void passTime(Duration duration) {
        OnRedis.passTime(duration);
    }
}
