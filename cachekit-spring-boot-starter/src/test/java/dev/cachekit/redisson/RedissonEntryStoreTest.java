package dev.cachekit.redisson;

import dev.cachekit.contract.EntryStoreContract;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.EntryStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole contract on one server, which forgets its scripts all the time. */
class RedissonEntryStoreTest extends EntryStoreContract {

    private static RedisServer server;
    private static TestBackend backend;
    private static ScheduledExecutorService flushes;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        backend = new TestBackend(server);
        flushes = Executors.newSingleThreadScheduledExecutor();
        flushes.scheduleWithFixedDelay(server::flushScripts, 500, 500, TimeUnit.MILLISECONDS);
    }

    @AfterAll
    static void stop() {
        flushes.shutdownNow();
        backend.close();
        server.close();
    }

    @Override
    public EntryStore store() {
        return backend.store();
    }

    /** The server's clock cannot be moved. */
    @Override
    public void passTime(Duration duration) {
        OnRedis.passTime(duration);
    }

    @Override
    public Backplane backplane() {
        return backend.backend.backplane();
    }

    @Override
    public int raceRounds() {
        return 100;
    }

    @Override
    public int randomSequences() {
        return 30;
    }
}
