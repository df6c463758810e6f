package dev.cachekit.redisson;

import dev.cachekit.contract.EntryStoreContract;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.EntryStore;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedissonEntryStoreTest extends EntryStoreContract {

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
    public EntryStore store() {
        return backend.store();
    }

    /** The server's clock cannot be moved. */
    @Override
    public void passTime(Duration duration) {
        Awaitility.await().pollDelay(duration.plusMillis(20)).until(() -> true);
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
