package dev.cachekit.inprocess;

import dev.cachekit.contract.BackplaneContract;
import dev.cachekit.contract.ClearContract;
import dev.cachekit.contract.EntryStoreContract;
import dev.cachekit.contract.Feature;
import dev.cachekit.contract.FreshnessContract;
import dev.cachekit.contract.KeptFenceContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.ReloadContract;
import dev.cachekit.contract.TagContract;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.EntryStore;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class InProcessEntryStoreTest extends EntryStoreContract
        implements KeptFenceContract, ClearContract, TagContract, FreshnessContract, ReloadContract, BackplaneContract {

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
    public Set<Feature> features() {
        return EnumSet.allOf(Feature.class);
    }

    @Override
    public void passTime(Duration duration) {
        scheduler.advance(duration);
    }
}
