package dev.cachekit.contract;

import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryStore;
import java.time.Duration;

/**
 * Every sentence of {@link EntryStore}, as tests. A backend's test extends this class and gives a store and a way to let
 * time pass. Every test uses names of its own, so the store may be shared and need not be emptied.
 *
 * <p>A time shall pass only for what shall expire: entries that a test keeps live ten minutes.
 */
public abstract class EntryStoreContract
        implements LookupContract,
                LeaseContract,
                FillContract,
                LeaseEndContract,
                InvalidationContract,
                PatternContract,
                PutContract,
                FenceContract,
                KeptFenceContract,
                ClearContract,
                TagContract,
                FreshnessContract,
                ReloadContract,
                BackplaneContract,
                UnfencedWriteContract,
                VersionContract,
                LifetimeContract,
                RaceContract,
                RandomOperationsContract {

    private final CacheSpace space = new CacheSpace("app" + Sample.token(), "users", "users");

    @Override
    public abstract EntryStore store();

    @Override
    public abstract Backplane backplane();

    /**
     * Returns when at least this much time has passed by the store's clock: moves a manual clock, or really waits a
     * little longer.
     */
    @Override
    public abstract void passTime(Duration duration);

    @Override
    public CacheSpace space() {
        return space;
    }

    /** A backend with slow round trips may take fewer. */
    @Override
    public int raceRounds() {
        return 1_000;
    }

    /** A backend that really waits may take fewer. */
    @Override
    public int randomSequences() {
        return 1_000;
    }
}
