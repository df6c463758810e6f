package dev.cachekit.contract;

import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.CounterStore;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.LimitStore;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.StoreAdmin;

/**
 * A backend whose entries are in another store, mostly its own behind a {@link FaultyEntryStore}.
 *
 * @param backend the rest of it
 * @param entries the store
 * @param isShared whether other processes have a part in it, so that it is guarded
 * @param backplane tells of changes in the store
 */
public record BackendWithStore(Backend backend, EntryStore entries, boolean isShared, Backplane backplane)
        implements Backend {

    /** With the backplane of the backend. */
    public BackendWithStore(Backend backend, EntryStore entries, boolean isShared) {
        this(backend, entries, isShared, backend.backplane());
    }

    /** As the backend is. */
    public BackendWithStore(Backend backend, EntryStore entries) {
        this(backend, entries, backend.isShared());
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public LimitStore limits() {
        return backend.limits();
    }

    @Override
    public CounterStore counters() {
        return backend.counters();
    }

    @Override
    public FlightStore flights() {
        return backend.flights();
    }

    @Override
    public LockStore locks() {
        return backend.locks();
    }

    @Override
    public StoreAdmin admin() {
        return backend.admin();
    }

    @Override
    public Channel channel() {
        return backend.channel();
    }

    @Override
    public void close() {
        backend.close();
    }
}
