package dev.cachekit.contract;

import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryStore;
import java.time.Duration;

/** What {@link EntryStoreContract} says of the requests that a bundle collects, through bundles. */
public abstract class BundledEntryStoreContract
        implements LookupContract,
                LeaseContract,
                FillContract,
                LeaseEndContract,
                InvalidationContract,
                ReloadContract,
                RaceContract {

    private final CacheSpace space = new CacheSpace("app" + Sample.token(), "users", "users");

    /** Returns the backend. */
    protected abstract Backend backend();

    @Override
    public EntryStore store() {
        return BundledEntryStore.of(backend());
    }

    @Override
    public Backplane backplane() {
        return backend().backplane();
    }

    @Override
    public abstract void passTime(Duration duration);

    @Override
    public CacheSpace space() {
        return space;
    }

    @Override
    public int randomSequences() {
        return 1;
    }

    /** Fewer than without bundles. */
    @Override
    public int raceRounds() {
        return 50;
    }
}
