package dev.cachekit.inprocess;

import dev.cachekit.contract.EntryStoreContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.EntryStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class InProcessEntryStoreTest extends EntryStoreContract {

    private final ManualScheduler scheduler = new ManualScheduler();
    private final InProcessBackend backend = InProcessBackend.create(scheduler);

    @AfterEach
    void close() {
        backend.close();
    }

    @Override
    public EntryStore store() {
        return backend.entries();
    }

    @Override
    public Backplane backplane() {
        return backend.backplane();
    }

    @Override
    public void passTime(Duration duration) {
        scheduler.advance(duration);
    }
}
