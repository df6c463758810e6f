package dev.cachekit.test.store;

import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.CounterStore;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.LimitStore;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.StoreAdmin;

/**
 * Stands before all ports of a backend. It may count as shared, whatever stands behind: then a store in this process is as
 * far away as Redis is, with breakers, journal and everything else that an outage sets in motion.
 */
public final class FaultyBackend implements Backend {

    private final Condition condition;
    private final boolean shared;
    private final FaultyPort<EntryStore> entries;
    private final FaultyPort<LimitStore> limits;
    private final FaultyPort<CounterStore> counters;
    private final FaultyPort<FlightStore> flights;
    private final FaultyPort<LockStore> locks;
    private final FaultyPort<StoreAdmin> admin;
    private final FaultyChannel channel;
    private final FaultyBackplane backplane;
    private final Backend first;
    private volatile Backend backend;

    /**
     * Stands before a backend.
     *
     * @param backend the backend
     * @param condition how it does
     * @param shared whether it counts as shared by several processes
     */
    public FaultyBackend(Backend backend, Condition condition, boolean shared) {
        this.condition = condition;
        this.first = backend;
        this.shared = shared;
        this.backend = backend;
        this.entries = new FaultyPort<>(EntryStore.class, backend.entries(), condition);
        this.limits = new FaultyPort<>(LimitStore.class, backend.limits(), condition);
        this.counters = new FaultyPort<>(CounterStore.class, backend.counters(), condition);
        this.flights = new FaultyPort<>(FlightStore.class, backend.flights(), condition);
        this.locks = new FaultyPort<>(LockStore.class, backend.locks(), condition);
        this.admin = new FaultyPort<>(StoreAdmin.class, backend.admin(), condition);
        this.channel = new FaultyChannel(backend.channel(), condition);
        this.backplane = new FaultyBackplane(backend.backplane(), condition);
    }

    /** Tells all who listen to messages that some may be missing, as a renewed subscription does. */
    public void subscriptionsRenewed() {
        backplane.renewed();
        channel.renewed();
    }

    /**
     * Tells how often this process has heard that the store is there.
     *
     * @return how many beats have been answered
     */
    public long beats() {
        return backplane.beats();
    }

    /**
     * Puts an empty backend in the place of this one. Subscriptions to topics stay, as does their channel: it keeps nothing.
     *
     * @param empty another backend of the same kind
     */
    public void moveTo(Backend empty) {
        try {
            entries.moveTo(empty.entries());
            limits.moveTo(empty.limits());
            counters.moveTo(empty.counters());
            flights.moveTo(empty.flights());
            locks.moveTo(empty.locks());
            admin.moveTo(empty.admin());
        } catch (Throwable failure) {
            throw new IllegalStateException("the backend for the next test takes no listeners", failure);
        }
        backplane.moveTo(empty.backplane());
        backend = empty;
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public boolean isShared() {
        return shared;
    }

    @Override
    public EntryStore entries() {
        return entries.face();
    }

    @Override
    public LimitStore limits() {
        return limits.face();
    }

    @Override
    public CounterStore counters() {
        return counters.face();
    }

    @Override
    public FlightStore flights() {
        return flights.face();
    }

    @Override
    public LockStore locks() {
        return locks.face();
    }

    @Override
    public Bundle bundle() {
        Bundle bundle = backend.bundle();
        EntryStore ofEntries = new FaultyPort<>(EntryStore.class, bundle.entries(), condition).face();
        CounterStore ofCounters = new FaultyPort<>(CounterStore.class, bundle.counters(), condition).face();
        return new Bundle() {
            @Override
            public EntryStore entries() {
                return ofEntries;
            }

            @Override
            public CounterStore counters() {
                return ofCounters;
            }

            @Override
            public void send() {
                bundle.send();
            }
        };
    }

    @Override
    public StoreAdmin admin() {
        return admin.face();
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Backplane backplane() {
        return backplane;
    }

    /** The first one's channel is in use to the end. */
    @Override
    public void close() {
        backend.close();
        if (first != backend) {
            first.close();
        }
    }
}
